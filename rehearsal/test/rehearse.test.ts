import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sampled } from '@slipway/test-support/sampling/sampling'
import type { Report } from '../src/report/model.ts'

const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

interface Run {
  readonly child: ChildProcess
  /** Where it may keep anything while it runs. */
  readonly temp: string
  readonly report: string
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>
  /** Resolves when the output has `text`. */
  said(text: string): Promise<void>
}

async function start(...args: readonly string[]): Promise<Run> {
  const [temp, report] = [await folder('rehearse-temp-'), await folder('rehearse-report-')]
  const child = spawn(process.execPath, ['--conditions=@slipway/source', main, '--report', report, ...args], {
    env: { PATH, HOME, NODE_COMPILE_CACHE, TMPDIR: temp },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  const hear = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      output += String(part)
      for (const check of hear) check()
    })
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }))
  const said = async (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): void => void (output.includes(text) && resolve())
      hear.add(check)
      check()
      void ended.then(() => reject(new Error(`it ended without saying ${text}:\n${output}`)))
    })
  return { child, temp, report, ended, said }
}

async function folder(prefix: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), prefix))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** As a user who got one by `git clone --bare` in a folder of any name, and who may not own it. */
async function bareRepository(): Promise<string> {
  const place = join(await folder('bare-'), 'my ships 🚢')
  const work = join(place, 'work')
  const git = (...args: readonly string[]): Buffer => execFileSync('git', args, { stdio: 'pipe' })
  git('init', '--quiet', work)
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgSign=false']
  git('-C', work, ...who, 'commit', '--quiet', '--allow-empty', '--message', 'feat: begin')
  git('clone', '--quiet', '--bare', work, join(place, 'ships.git'))
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', '1234', place])
  return join(place, 'ships.git')
}

/** Processes that work in `temp`, or were told of it; none where there is no /proc to see them in. */
async function processesIn(temp: string): Promise<readonly string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const told = ids.map(async (id) => {
    const cwd = await readlink(`/proc/${id}/cwd`).catch(() => '')
    const rest = await Promise.all(
      ['environ', 'cmdline'].map((file) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '')),
    )
    return [cwd, ...rest].some((text) => text.includes(temp)) ? [`${id} ${rest[1]}`] : []
  })
  return (await Promise.all(told)).flat()
}

async function leavesNothing({ temp }: Run): Promise<void> {
  expect(await readdir(temp)).toEqual([])
  expect(await processesIn(temp)).toEqual([])
}

const reportOf = async ({ report }: Run): Promise<Report> =>
  JSON.parse(await readFile(join(report, 'report.json'), 'utf8')) as Report

describe('rehearse', () => {
  it('runs beside another one: one writes its report, one shows its result although it can not, and both leave nothing', async () => {
    const bare = await bareRepository()
    const written = await start('--scenario', 'broken-release', '--repo', bare)
    const unwritten = await start('--scenario', 'vulnerable-image')
    await unwritten.said('✔ First release')
    await mkdir(join(unwritten.report, 'report.json'))
    const [one, other] = await Promise.all([written.ended, unwritten.ended])

    expect(one, one.output).toMatchObject({ code: 0 })
    expect(one.output).toContain(`the history of ${bare}`)
    const { scenarios } = await reportOf(written)
    expect(scenarios.map(({ name, ok }) => [name, ok])).toEqual([['broken-release', true]])

    expect(other, other.output).toMatchObject({ code: 1 })
    expect(other.output).toMatch(/^1 scenario, about \d+ (s|min), longer if this machine gets busy\n/)
    expect(other.output).toContain('✔ 1 of 1: Vulnerable image: findings, refused-at-the-gate')
    expect(other.output).toMatch(
      /✓ {2}Vulnerable image .*all as expected: 1 stopped at the gate\nthe report could not be written: EISDIR/s,
    )
    for (const run of [written, unwritten]) await leavesNothing(run)
  })

  it.for([
    ['a repository that is not there', ['--repo', '/nowhere/shop'], '--repo: /nowhere/shop does not exist'],
    ['a report that has no place', ['--report', '/dev/null'], '--report: /dev/null/report.json cannot be written'],
  ] as const)('refuses %s before it starts anything', async ([, args, message]) => {
    const run = await start(...args)
    const { code, output } = await run.ended
    expect(code).toBe(1)
    expect(output).toContain(message)
    expect(output).not.toContain('First release')
    await leavesNothing(run)
  })

  const moments = [
    ['while it prepares', '❯ Prepare'],
    ['while it starts the first tasks', '› starting the service'],
    ['while it deploys', '› ecs-deploy'],
  ] as const
  it.for(sampled(moments, { what: 'moments of an interruption', size: 2, kind: () => 'any' }))(
    'leaves nothing when it is interrupted %s',
    async ([, line]) => {
      const run = await start('--scenario', 'good-release')
      await run.said(line)
      expect(await readdir(run.temp)).not.toEqual([])
      // Once by the terminal and once more by the package manager.
      run.child.kill('SIGINT')
      run.child.kill('SIGINT')
      const { code, output } = await run.ended
      expect([code, output.trimEnd().split('\n').at(-1)]).toEqual([130, 'interrupted, cleaning up'])
      await leavesNothing(run)
    },
  )

  it('ends at once at a second signal, where cleaning up does not come to its end, and leaves nothing', async () => {
    const run = await start('--scenario', 'good-release')
    await run.said('› starting the service')
    // What the cloud keeps is written into a pipe that nobody reads, as into a file system that hangs.
    const [own = ''] = await readdir(run.temp)
    const kept = join(run.temp, own, 'cloud', 'ecr')
    await mkdir(kept, { recursive: true })
    await promisify(execFile)('mkfifo', [join(kept, 'repositories.json.new')])
    run.child.kill('SIGINT')
    await run.said('interrupted, cleaning up')
    await delay(1_100)
    run.child.kill('SIGINT')
    const { code, output } = await run.ended
    expect([code, run.child.signalCode, output.trimEnd().split('\n').at(-1)]).toEqual([
      null,
      'SIGINT',
      'signalled once more, ending at once',
    ])
    await expect.poll(() => processesIn(run.temp)).toEqual([])
    await leavesNothing(run)
  })

  it('says what it does not know', async () => {
    const { ended } = await start('--scenario', 'no-such-thing')
    expect(await ended).toMatchObject({
      code: 1,
      output: 'there is no scenario no-such-thing; see --help for the list\n',
    })
  })
})
