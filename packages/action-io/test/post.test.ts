import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runAction, startAction, type ActionRun } from '@slipway/workflow-runner'
import { describe, expect, it, onTestFinished } from 'vitest'

const dir = join(import.meta.dirname, 'post-action')
const env = { NODE_OPTIONS: '--conditions=@slipway/source' }
const state = 'post runs with {"host":"registry:5000","files":["a","b\\nc"]}'

/** Needs the right to make namespaces: root, on Linux. */
const isolates = spawnSync('unshare', ['--mount', '--net', 'ip', 'link', 'set', 'lo', 'up']).status === 0

function linesOf({ log }: ActionRun): readonly string[] {
  return log.map(({ text }) => text)
}

describe('one bundle for main and post', () => {
  it('runs main, then post with what main saved', async () => {
    const run = await runAction(dir, { env })
    expect(run).toMatchObject({ conclusion: 'success', exitCode: 0, annotations: [] })
    expect(linesOf(run).filter((line) => line.includes(' runs'))).toEqual(['main runs', state])
  })

  it.for([
    ['fails', 'throw', 'failure'],
    ['breaks where nobody awaits it', 'throw-later', 'failure'],
    ['is killed', 'exit', 'failure'],
  ] as const)('post runs when main %s', async ([, main, conclusion]) => {
    const run = await runAction(dir, { env, inputs: { main } })
    expect(run.conclusion).toBe(conclusion)
    expect(linesOf(run).filter((line) => line.includes(' runs'))).toEqual(['main runs', state])
  })

  it('post runs when the job is cancelled', async () => {
    const running = startAction(dir, {
      env,
      inputs: { main: 'wait' },
      // However slow it is, it may leave by itself.
      timing: { interruptMs: 600_000, terminateMs: 600_000 },
      onLine: ({ text }) => {
        if (text === 'waiting') running.cancel()
      },
    })
    const run = await running.done
    expect(run.conclusion).toBe('cancelled')
    expect(linesOf(run)).toContain(state)
  })

  it.for(['main', 'post'] as const)(
    '%s ends when it has published, whatever it left behind, and says all',
    async (part) => {
      const run = await runAction(dir, { env, inputs: { [part]: 'leave' } })
      expect(run).toMatchObject({ conclusion: 'success', exitCode: 0 })
      expect(linesOf(run).filter((line) => line.endsWith(' of what was done'))).toHaveLength(20_000)
    },
  )

  it.runIf(isolates).for([
    ['look-up', 0],
    ['look-up-and-throw', 1],
  ] as const)(
    'ends when it has published, though a name server is silent: %s',
    { timeout: 100_000 },
    async ([main, exitCode]) => {
      const folder = await mkdtemp(join(tmpdir(), 'silent-lookup-'))
      onTestFinished(() => rm(folder, { recursive: true, force: true }))
      const script = ['--conditions=@slipway/source', join(import.meta.dirname, 'silent-lookup.ts'), folder, main]
      const { stdout } = await promisify(execFile)('unshare', ['--mount', '--net', process.execPath, ...script])
      expect(JSON.parse(stdout)).toEqual({ exitCode, asked: true, askedAgain: false })
    },
  )

  it.for([
    ['throws', 'throw', 'post-action, cleaning up: it broke ::error::here; mend it'],
    ['breaks where nobody awaits it', 'throw-later', 'post-action, cleaning up: broke later'],
  ] as const)('post that %s warns, and does not fail the job', async ([, post, message]) => {
    const run = await runAction(dir, { env, inputs: { post } })
    expect(run.conclusion).toBe('success')
    expect(run.annotations).toEqual([expect.objectContaining({ level: 'warning', message })])
  })
})
