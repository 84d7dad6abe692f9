import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { staleBundles } from '../src/bundles.ts'
import { closing } from '../src/closing.ts'
import { parseOptions } from '../src/options.ts'
import type { StepReport } from '../src/report/model.ts'
import { catalog, chosen } from '../src/scenario/catalog.ts'
import { said } from '../src/scenario/said.ts'
import { gaps, table } from '../src/terminal/table.ts'
import { sampleReport } from './sample-report.ts'

describe('parseOptions', () => {
  it('takes this repository and every scenario by default', () => {
    expect(parseOptions([])).toMatchObject({ scenarios: catalog, rebuild: false })
  })

  it.for([
    ['an unknown scenario', ['--scenario', 'x'], 'there is no scenario x'],
    ['an unknown option', ['--speed', '3'], "Unknown option '--speed'"],
    ['a stray word', ['good-release'], 'Unexpected argument'],
    ['a repository without a name, as an unset variable gives', ['--repo', ''], '--repo is empty'],
    ['a report without a place', ['--report', ' '], '--report is empty'],
  ] as const)('refuses %s', ([, argv, message]) => {
    expect(() => parseOptions(argv)).toThrow(message)
  })
})

describe('chosen', () => {
  it('adds what a scenario needs, in order', () => {
    expect(chosen('manual-rollback')?.map(({ name }) => name)).toEqual(['good-release', 'manual-rollback'])
    expect(chosen('vulnerable-image')?.map(({ name }) => name)).toEqual(['vulnerable-image'])
  })

  it('knows only scenarios before the one that needs them', () => {
    const names = catalog.map(({ name }) => name)
    for (const { name, needs } of catalog) {
      for (const needed of needs) expect(names.slice(0, names.indexOf(name))).toContain(needed)
    }
  })
})

describe('said', () => {
  const step = (action: string, conclusion: string, verdict: string, reason: string): StepReport => ({
    action,
    conclusion,
    verdict,
    reason,
    message: '',
    startMs: 0,
    durationMs: 0,
    log: [],
  })
  const version = step('semver', 'success', '', 'minor')
  const moved = step('ecs-deploy', 'success', 'pass', 'deployed')

  it.for([
    [
      'the one that moved traffic',
      [version, moved, step('health-verify', 'success', 'pass', 'healthy')],
      ['pass', 'deployed'],
    ],
    [
      'the first that did not let it go on',
      [version, moved, step('health-verify', 'failure', 'fail', 'wrong-version')],
      ['fail', 'wrong-version'],
    ],
    ['one that failed without a reason', [version, step('ecr-push', 'failure', '', '')], ['', 'failure']],
    ['semver alone', [step('semver', 'success', '', 'none')], ['', 'none']],
    ['nobody', [], ['', 'no action ran']],
  ] as const)('%s', ([, steps, [verdict, reason]]) => {
    expect(said(steps)).toEqual({ verdict, reason })
  })
})

describe('table', () => {
  it('has a line for each scenario and colours only on request', () => {
    const plain = table(sampleReport(), false)
    expect(plain.split('\n')).toHaveLength(8)
    expect(plain).toMatch(/✓  Late failure +fail +alarm +rolled-back-in-production +10\.0 s +1,000 +150\n/)
    expect(plain).not.toContain('\u001b')
    expect(table(sampleReport(), true)).toContain('\u001b[32m✓')
  })
})

describe('gaps', () => {
  it('are told of the scenarios that did not end as expected, and of no other', () => {
    expect(gaps(sampleReport())).toEqual([])
    const other = { verdict: 'pass', reason: 'deployed' }
    const report = sampleReport((one) => (one.name === 'crashing-release' ? { ...one, said: other } : one))
    expect(gaps(report)).toEqual([
      'Crashing release: expected fail / circuit-breaker / crashed, but it was pass / deployed / crashed',
    ])
  })
})

describe('progress', () => {
  const module = JSON.stringify(new URL('../src/terminal/progress.ts', import.meta.url).href)

  /** What a phase shows where lines are read, and what who asked for it gets. */
  async function shown(work: string, ended: string): Promise<string> {
    const script = `
      import { progress } from ${module}
      const { phase } = progress(false, new AbortController().signal)
      const done = phase('2 of 8: Vulnerable image', async () => { ${work} }, () => (${ended}))
      console.log(await done.then((value) => 'got ' + value, (error) => 'threw ' + error.message))`
    const node = ['--conditions=@slipway/source', '--input-type=module', '--eval', script]
    const { stdout, stderr } = await promisify(execFile)(process.execPath, node)
    return stdout + stderr
  }

  it.for([
    ['as expected', ['return 7', `{ text: ': findings', ok: true }`], /✔ 2 of 8: Vulnerable image: findings\ngot 7\n$/],
    [
      'otherwise',
      ['return 7', `{ text: ': deployed', ok: false }`],
      /got 7\n✖ 2 of 8: Vulnerable image: deployed \[FAILED: not as expected\]\n$/,
    ],
    [
      'with an error',
      [`throw new Error('no cloud')`, '{}'],
      /threw no cloud\n✖ 2 of 8: Vulnerable image \[FAILED: no cloud\]\n$/,
    ],
  ] as const)('ticks off only what ended as expected: %s', async ([, [work, ended], line]) => {
    const output = await shown(work, ended)
    expect(output).toMatch(line)
    expect(output.includes('✔')).toBe(line.source.startsWith('✔'))
  })
})

describe('closing', () => {
  it('undoes everything once, last first, whatever fails', async () => {
    const [order, problems]: [string[], unknown[]] = [[], []]
    const end = closing((problem) => problems.push(problem))
    end.add(() => void order.push('first'))
    end.add(() => {
      throw new Error('stuck')
    })
    end.add(async () => void order.push('last'))
    expect(end.begun.aborted).toBe(false)
    await Promise.all([end.run(), end.run()])
    expect([order, problems, end.begun.aborted]).toEqual([['last', 'first'], [new Error('stuck')], true])
  })
})

describe('what is only just beginning when the end begins', () => {
  it('is waited for and undone', async () => {
    const undone: string[] = []
    const end = closing(() => undefined)
    let come = (_cloud: string): void => undefined
    const held = end.hold(new Promise<string>((resolve) => (come = resolve)), (cloud) => void undone.push(cloud))
    end.add(() => void undone.push('folder'))
    const ended = end.run()
    expect(await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20, 'waits'))])).toBe('waits')
    come('cloud')
    await Promise.all([ended, held])
    expect(undone).toEqual(['folder', 'cloud'])
    end.add(() => void undone.push('late'))
    await end.run()
    expect(undone).toEqual(['folder', 'cloud', 'late'])
  })

  it('is nothing to undo where it fails', async () => {
    const end = closing(() => undefined)
    const held = end.hold(Promise.reject(new Error('no port')), () => expect.fail('there is nothing to undo'))
    await Promise.all([end.run(), expect(held).rejects.toThrow('no port')])
  })
})

describe('staleBundles', () => {
  async function tree(): Promise<{ root: string; touch: (path: string, seconds: number) => Promise<void> }> {
    const root = await mkdtemp(join(tmpdir(), 'stale-'))
    onTestFinished(() => rm(root, { recursive: true, force: true }))
    const touch = async (path: string, seconds: number): Promise<void> => {
      await mkdir(join(root, path, '..'), { recursive: true })
      await writeFile(join(root, path), '')
      await utimes(join(root, path), seconds, seconds)
    }
    for (const name of ['semver', 'ecr-push', 'one-more']) {
      await touch(`actions/${name}/action.yml`, 1000)
      await touch(`actions/${name}/dist/index.js`, 1000)
      await touch(`actions/${name}/src/main.ts`, 1005)
    }
    await touch('packages/git/src/log.ts', 900)
    return { root, touch }
  }

  it('are none in a fresh clone, nor when only tests or what is rehearsed on has changed', async () => {
    const { root, touch } = await tree()
    await touch('local-cloud/cloud/src/cloud.ts', 5000)
    await touch('packages/git/test/log.test.ts', 5000)
    expect(await staleBundles(root)).toEqual([])
  })

  it('are those whose own source is newer, and all when a package is', async () => {
    const { root, touch } = await tree()
    await touch('actions/semver/src/run.ts', 2000)
    expect(await staleBundles(root)).toEqual(['semver'])
    await touch('packages/git/src/log.ts', 2000)
    expect(await staleBundles(root)).toEqual(['ecr-push', 'one-more', 'semver'])
  })

  it('must be there', async () => {
    const { root } = await tree()
    await rm(join(root, 'actions/semver/dist'), { recursive: true })
    await expect(staleBundles(root)).rejects.toThrow('actions/semver/dist is not there; run with --rebuild')
  })
})
