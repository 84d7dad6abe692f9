import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startAction, type ActionRun, type RunningAction, type RunOptions } from '../src/index.ts'
import { tinyAction, type TinyAction } from './tiny-action.ts'

const forever = 3_600_000
/** Milliseconds: far more than a process of this machine, as busy as it is, needs to say which signal came. */
const aWhile = 10 * startOfProcess()
/** How long the runner waits after each signal: for ever after the one at which an action leaves. */
const timings = {
  SIGINT: { interruptMs: forever, terminateMs: forever },
  SIGTERM: { interruptMs: aWhile, terminateMs: forever },
  nothing: { interruptMs: aWhile, terminateMs: 2 * aWhile },
} as const

function startOfProcess(): number {
  const begun = performance.now()
  spawnSync(process.execPath, ['-e', ''])
  return performance.now() - begun
}

/** Starts an action and acts on it when it says `ready`. */
function when(
  ready: (running: RunningAction) => void,
  action: TinyAction,
  options: RunOptions = {},
): Promise<ActionRun> {
  const running = startAction(tinyAction(action), {
    timing: timings.SIGINT,
    ...options,
    onLine: ({ text }) => {
      if (text === 'ready') ready(running)
    },
  })
  return running.done
}

const cancel = (running: RunningAction): void => running.cancel()
const kill = (running: RunningAction): void => running.kill()

/** Stays until it is ended, and says which signals came; leaves at the one named. */
function staying(leaveAt: string): string {
  return `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => {
      out(name)
      append('OUTPUT', 'signal=' + name + '\\n')
      if (name === '${leaveAt}') process.exit(0)
    })
    setInterval(() => {}, 1000)
    out('ready')`
}

function texts({ log }: ActionRun): readonly string[] {
  return log.filter(({ kind }) => kind === 'text').map(({ text }) => text)
}

/** Whether a process runs; one that ended and waits for init to take note of it does not. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !existsSync('/proc') || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

describe('cancel', () => {
  it.for([
    ['SIGINT', ['ready', 'SIGINT'], 0],
    ['SIGTERM', ['ready', 'SIGINT', 'SIGTERM'], 0],
    ['nothing', ['ready', 'SIGINT', 'SIGTERM'], null],
  ] as const)('of an action that leaves at %s', async ([leaveAt, seen, exitCode]) => {
    const result = await when(cancel, { main: staying(leaveAt) }, { timing: timings[leaveAt] })
    expect(result).toMatchObject({ conclusion: 'cancelled', exitCode, outputs: { signal: seen.at(-1) } })
    expect(texts(result)).toEqual(seen)
  })

  it('waits between the signals', async () => {
    const main = `${staying('SIGTERM')}; process.on('SIGINT', () => setTimeout(() => process.exit(0), 300))`
    const result = await when(cancel, { main })
    expect(texts(result)).toEqual(['ready', 'SIGINT'])
  })

  it.for([
    [undefined, true],
    ['always()', true],
    ['cancelled()', true],
    ['success()', false],
  ] as const)('runs post with post-if %s: %s', async ([postIf, ran]) => {
    const action = { main: `append('STATE', 'arn=x\\n'); ${staying('SIGINT')}`, post: `out('post ' + env.STATE_arn)` }
    const result = await when(cancel, { ...action, ...(postIf === undefined ? {} : { postIf }) })
    expect(texts(result).includes('post x')).toBe(ran)
    expect(result.conclusion).toBe('cancelled')
  })

  it('does not stop post', async () => {
    const post = `process.on('SIGINT', () => process.exit(1)); out('ready'); setTimeout(() => out('post ended'), 100)`
    const result = await when(cancel, { main: '', post })
    expect(texts(result)).toContain('post ended')
    expect(result.conclusion).toBe('success')
  })

  it('before the start means that nothing runs', async () => {
    const running = startAction(tinyAction({ main: `out('ran')`, post: `out('post')` }))
    running.cancel()
    const result = await running.done
    expect(result).toMatchObject({ conclusion: 'cancelled', exitCode: null })
    expect(texts(result)).toEqual([])
  })
})

describe('kill', () => {
  it('ends all at once, and nothing is read back', async () => {
    const main = `append('OUTPUT', 'a=1\\n'); ${staying('SIGINT')}`
    const result = await when(kill, { main, post: `out('post')` })
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: null, outputs: {} })
    expect(texts(result)).toEqual(['ready'])
  })
})

describe('what an action leaves behind', () => {
  const child = (detached: boolean): string => `import { spawn } from 'node:child_process'
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: ${detached} })
    child.unref()
    append('OUTPUT', 'pid=' + child.pid + '\\n')`

  it.for([
    ['in its group', child(false)],
    ['on its own', child(true)],
  ] as const)('a process %s is gone', async ([, main]) => {
    const { outputs, conclusion } = await startAction(tinyAction({ main })).done
    expect(conclusion).toBe('success')
    await expect.poll(() => alive(Number(outputs['pid']))).toBe(false)
  })

  it('a process may serve post', async () => {
    const main = `${child(false)}\nappend('STATE', 'pid=' + child.pid + '\\n')`
    const post = `process.kill(Number(env.STATE_pid), 0); out('still there')`
    const result = await startAction(tinyAction({ main, post })).done
    expect(texts(result)).toContain('still there')
    await expect.poll(() => alive(Number(result.outputs['pid']))).toBe(false)
  })

  it('the tree of an action that was killed is gone', async () => {
    const main = `${child(false)}\nout('pid=' + child.pid)\n${staying('nothing')}`
    const result = await when(cancel, { main }, { timing: timings.nothing })
    const pid = Number(
      texts(result)
        .find((text) => text.startsWith('pid='))
        ?.slice(4),
    )
    await expect.poll(() => alive(pid)).toBe(false)
  })

  it('no folder is left, also of a run that could not start', async () => {
    const fine = tinyAction({ main: '' })
    const odd = tinyAction({ main: '', yml: "inputs: { a: { default: '${{ x }}' } }" })
    const folder = mkdtempSync(join(tmpdir(), 'signals-'))
    vi.stubEnv('TMPDIR', folder)
    onTestFinished(() => {
      vi.unstubAllEnvs()
      rmSync(folder, { recursive: true })
    })
    await startAction(fine, { onLine: () => expect(readdirSync(folder)).toHaveLength(1) }).done
    await expect(startAction(odd).done).rejects.toThrow('x')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a caller that exits in the middle', () => {
  it('leaves no process and no folder', async () => {
    const dir = tinyAction({ main: staying('nothing').replace("'ready'", "env.RUNNER_TEMP + ' ' + process.pid") })
    const script = `import { startAction } from ${JSON.stringify(import.meta.resolve('../src/index.ts'))}
      const onLine = ({ kind, text }) => {
        if (kind !== 'text') return
        console.log(text)
        process.exit(3)
      }
      startAction(${JSON.stringify(dir)}, { onLine })`
    const args = ['--conditions=@slipway/source', '--input-type=module', '-e', script]
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    const [temp = '', pid = ''] = stdout.trim().split(' ')
    expect(status).toBe(3)
    expect(temp).toContain('workflow-runner-')
    expect(existsSync(temp)).toBe(false)
    await expect.poll(() => alive(Number(pid))).toBe(false)
  })
})
