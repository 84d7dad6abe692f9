import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient, type ECRClientConfig } from '@aws-sdk/client-ecr'
import { startLocalCloud, type LocalCloud } from '@slipway/local-cloud'
import { runAction, type ActionRun, type LogLine } from '@slipway/workflow-runner'

/** The committed bundle, and a local cloud for it to push to. */
export interface ActionBench {
  /** The whole step: push, gate, promote. */
  release(layout: string, tags: readonly string[]): Promise<StepRun>
  /** A step whose inputs are refused as soon as the bundle is loaded. */
  load(): Promise<StepRun>
  /** Names of the calls so far, e.g. `ecr PutImage`. */
  calls(): readonly string[]
  stop(): Promise<void>
}

export interface StepRun {
  readonly run: ActionRun
  /** VmHWM of the bundle's largest process, in bytes. */
  readonly peak: number
  /** When it said that everything was pushed, in milliseconds since it began; NaN if it never did. */
  readonly pushedAt: number
  /** When it said its first error; NaN as above. */
  readonly refusedAt: number
}

const bundle = join(import.meta.dirname, '..', '..', 'actions', 'ecr-push')
/** Scans of the cloud take two of its seconds. */
const speed = 40
/** Writes VmHWM as each process ends. */
const preload = `const fs = require('node:fs')
process.on('exit', () => fs.appendFileSync(process.env.PEAK_FILE, fs.readFileSync('/proc/self/status')))
`

export async function startActionBench(folder: string): Promise<ActionBench> {
  const dir = mkdtempSync(join(folder, 'action-'))
  const [dataDir, script, status] = [join(dir, 'cloud'), join(dir, 'peak.cjs'), join(dir, 'status')]
  mkdirSync(dataDir)
  writeFileSync(script, preload)
  const cloud = await startLocalCloud({ dataDir, speed })
  await createRepository(cloud)

  async function step(inputs: Readonly<Record<string, string>>): Promise<StepRun> {
    rmSync(status, { force: true })
    const env = { ...cloud.env, NODE_OPTIONS: `--require ${script}`, PEAK_FILE: status }
    const run = await runAction(bundle, { inputs: { repository: 'bench/app', ...inputs }, env })
    const at = (is: (line: LogLine) => boolean): number => run.log.find(is)?.at ?? Number.NaN
    return {
      run,
      peak: Math.max(...peaks(readFileSync(status, 'utf8'))),
      pushedAt: at(({ text }) => /^(?:nothing to send: |[\d.]+ \w+ pushed).*; /.test(text)),
      refusedAt: at(({ kind }) => kind === 'error'),
    }
  }
  return {
    release: (layout, tags) =>
      step({ source: `oci-layout:${layout}`, tags: tags.join('\n'), settle: '100ms', 'scan-interval': '100ms' }),
    load: () => step({ source: 'oci-layout:none', tags: 'v1', 'fail-on': 'nothing' }),
    calls: () =>
      cloud.timeline.events.flatMap((event) => (event.kind === 'call' ? [`${event.service} ${event.operation}`] : [])),
    async stop() {
      await cloud.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

function peaks(status: string): readonly number[] {
  return [...status.matchAll(/^VmHWM:\s+(\d+) kB/gm)].map(([, kilobytes]) => Number(kilobytes) * 1024)
}

async function createRepository(cloud: LocalCloud): Promise<void> {
  const ecr = new ECRClient(clientFor(cloud))
  await ecr.send(
    new CreateRepositoryCommand({ repositoryName: 'bench/app', imageScanningConfiguration: { scanOnPush: true } }),
  )
  ecr.destroy()
}

function clientFor({ url, env }: LocalCloud): ECRClientConfig {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '', AWS_REGION = '' } = env
  const credentials = {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
  }
  return { endpoint: url, region: AWS_REGION, credentials }
}
