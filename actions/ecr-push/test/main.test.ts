import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { plainImage, temporaryFolder, writeFolder } from '@slipway/test-support/images/layouts'
import { localAws, type LocalAws } from './local-aws.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const { files, root } = plainImage()

interface Step {
  readonly exitCode: number | null
  readonly log: string
  readonly outputs: string
  readonly summary: string
  readonly state: string
}

interface Circumstances {
  readonly cancelAt?: RegExp
  /** Inputs, in capitals. */
  readonly more?: Readonly<Record<string, string>>
  readonly env?: NodeJS.ProcessEnv
}

/** The action as a process, as the runner starts it; cancelled, as the runner cancels, once its log says `cancelAt`. */
async function step({ cloud }: LocalAws, { cancelAt, more = {}, env = {} }: Circumstances = {}): Promise<Step> {
  const dir = await temporaryFolder()
  const [outputs, summary, state] = [join(dir, 'outputs'), join(dir, 'summary'), join(dir, 'state')]
  for (const file of [outputs, summary, state]) await writeFile(file, '')
  const given = {
    SOURCE: `oci-layout:${await writeFolder(files)}`,
    REPOSITORY: 'shop/app',
    TAGS: 'v1.4.0',
    'FAIL-ON': 'high',
    SETTLE: '200ms',
    'SCAN-INTERVAL': '50ms',
    'SCAN-TIMEOUT': '20s',
    ...more,
  }
  const inputs = Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name}`, value]))
  const child = spawn(process.execPath, ['--conditions=@slipway/source', main], {
    env: {
      ...cloud.env,
      ...inputs,
      PATH: process.env['PATH'],
      HOME: dir,
      GITHUB_OUTPUT: outputs,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_STATE: state,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let log = ''
  let cancelled = false
  child.stdout.on('data', (chunk: Uint8Array) => {
    log += Buffer.from(chunk).toString()
    if (!cancelled && cancelAt?.test(log) === true) cancelled = child.kill('SIGINT')
  })
  await once(child, 'close')
  return {
    exitCode: child.exitCode,
    log,
    outputs: await readFile(outputs, 'utf8'),
    summary: await readFile(summary, 'utf8'),
    state: await readFile(state, 'utf8'),
  }
}

/** What main saved, as the runner hands it to post. */
function handedOn({ state }: Step): NodeJS.ProcessEnv {
  const saved = [...state.matchAll(/^(\S+?)<<(\S+)\n([^]*?)\n\2$/gm)]
  return Object.fromEntries(saved.map(([, name, , value]) => [`STATE_${name}`, value]))
}

function output({ outputs }: Step, name: string): string | undefined {
  return new RegExp(`^${name}<<(\\S+)\\n([^]*?)\\n\\1$`, 'm').exec(outputs)?.[2]
}

describe('the action as a process', () => {
  it('succeeds, with outputs and a summary', async () => {
    const aws = await localAws()
    const done = await step(aws)
    expect(done.exitCode, done.log).toBe(0)
    expect(output(done, 'verdict')).toBe('pass')
    expect(output(done, 'image')).toBe(`${aws.cloud.registryHost}/shop/app@${root.digest}`)
    expect(output(done, 'tags')).toBe('v1.4.0')
    expect(done.summary).toContain('### ecr-push: pass (clean)')
    expect(await aws.tags()).toEqual({ 'v1.4.0': root.digest })
  })

  it('fails after outputs and summary are written', async () => {
    const aws = await localAws()
    const findings = [{ name: 'CVE-2026-9', severity: 'HIGH', package: 'zlib', version: '1.2' }]
    aws.cloud.scans.script({ repository: 'shop/app', steps: [{ status: 'COMPLETE', findings }] })
    const done = await step(aws)
    expect(done.exitCode).toBe(1)
    expect([output(done, 'verdict'), output(done, 'reason')]).toEqual(['fail', 'findings'])
    expect(done.log).toContain(
      '::error::ecr-push: 1 of 1 finding (1 high) breaks the rules: CVE-2026-9 in zlib 1.2: high (fail-on: high) (findings)',
    )
    expect(done.summary).toMatch(/CVE-2026-9.*high.*zlib 1\.2/)
    expect(await aws.tags()).toEqual({})
  })

  it('is inconclusive, and leaves no tag, when it is cancelled', async () => {
    const aws = await localAws()
    aws.cloud.scans.script({ repository: 'shop/app', steps: [{ status: 'IN_PROGRESS' }] })
    const done = await step(aws, { cancelAt: /the scan is IN_PROGRESS/ })
    expect(done.exitCode).toBe(1)
    expect([output(done, 'verdict'), output(done, 'reason')]).toEqual(['inconclusive', 'cancelled'])
    expect(await aws.tags()).toEqual({})
  })

  it('shows the registry password to the runner as a mask only', async () => {
    const aws = await localAws()
    const { log, outputs, summary } = await step(aws)
    const masks = [...log.matchAll(/^::add-mask::(.+)$/gm)].map(([, value]) => value ?? '')
    expect(masks.length).toBeGreaterThan(0)
    const shown = log.replace(/^::add-mask::.*$/gm, '') + outputs + summary
    for (const secret of masks) expect(shown).not.toContain(secret)
  })

  it('logs in for later steps, and post takes that back and nothing else', async () => {
    const aws = await localAws()
    const config = join(await temporaryFolder(), 'config.json')
    const others = { auths: { 'ghcr.io': { auth: 'b3RoZXI=' } } }
    await writeFile(config, JSON.stringify(others))
    const env = { DOCKER_CONFIG: dirname(config) }
    const more = { MODE: 'preflight', SOURCE: '', 'LOGIN-DOCKER': 'true' }
    const done = await step(aws, { more, env })
    expect([done.exitCode, output(done, 'reason')], done.log).toEqual([0, 'ready'])
    const hosts = async (): Promise<readonly string[]> =>
      Object.keys((JSON.parse(await readFile(config, 'utf8')) as typeof others).auths)
    expect(await hosts()).toEqual(['ghcr.io', aws.cloud.registryHost])
    const post = await step(aws, { more, env: { ...env, ...handedOn(done) } })
    expect(post.exitCode, post.log).toBe(0)
    expect(await hosts()).toEqual(['ghcr.io'])
  })

  it('names every wrong input at once, and asks AWS nothing', async () => {
    const aws = await localAws()
    const before = aws.calls().length
    const done = await step(aws, { more: { TAGS: '', 'FAIL-ON': 'severe' } })
    expect([done.exitCode, output(done, 'reason')]).toEqual([1, 'INPUT_INVALID'])
    expect(output(done, 'message')).toMatch(/^2 problems with the inputs: .*fail-on is "severe".*tags is empty/)
    expect(aws.calls()).toHaveLength(before)
  })
})
