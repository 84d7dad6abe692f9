import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ScanStep } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { runProcess, type Ended } from './bundle-process.ts'
import { writeImage } from './images.ts'
import { openStage, patient, type Stage } from './story.ts'

let stage: Stage
let temp = ''
beforeAll(async () => {
  stage = await openStage('basic')
  temp = await mkdtemp(join(tmpdir(), 'secrets-'))
})
afterAll(async () => {
  await stage.close()
  await rm(temp, { recursive: true, force: true })
})

/** Every command line of this machine, as seen while the bundle runs. */
function watchProcesses(): { stop(): Promise<string> } {
  const seen = new Set<string>()
  const over = new AbortController()
  const watching = (async (): Promise<void> => {
    while (!over.signal.aborted) {
      for (const line of await commandLines()) seen.add(line)
      await new Promise((resolve) => setImmediate(resolve))
    }
  })()
  return {
    async stop() {
      over.abort()
      await watching
      return [...seen].join('\n')
    },
  }
}

async function commandLines(): Promise<readonly string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  if (ids.length > 0) return Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '')))
  return new Promise((resolve, reject) =>
    execFile('ps', ['-Ao', 'args'], (error, out) => (error === null ? resolve(out.split('\n')) : reject(error))),
  )
}

interface Case {
  readonly name: string
  readonly scan?: readonly ScanStep[]
  readonly inputs?: Readonly<Record<string, string>>
  readonly fault?: { readonly operation: string; readonly code: string; readonly status?: number }
}

const cases: readonly Case[] = [
  { name: 'a push that passes' },
  {
    name: 'a push that fails',
    scan: [{ status: 'COMPLETE', findings: [{ name: 'CVE-2026-1', severity: 'CRITICAL' }] }],
  },
  { name: 'a registry that refuses', fault: { operation: 'StartUpload', code: 'DENIED', status: 403 } },
  { name: 'a registry that breaks', fault: { operation: 'PutManifest', code: 'UNKNOWN', status: 400 } },
  { name: 'a login for later steps', inputs: { 'login-docker': 'true' } },
]

describe('the registry password and its token', () => {
  it.for(cases.map((one) => [one.name, one] as const))('are nowhere to be read: %s', async ([, one]) => {
    const { cloud, ecr } = stage
    const repository = `secret/${one.name.replaceAll(' ', '-')}`
    await ecr.send(
      new CreateRepositoryCommand({ repositoryName: repository, imageScanningConfiguration: { scanOnPush: true } }),
    )
    const image = await writeImage(join(temp, one.name))
    if (one.scan !== undefined) cloud.scans.script({ repository, steps: one.scan })
    const takeBack =
      one.fault === undefined
        ? undefined
        : cloud.faults.inject({ service: 'registry', repository, times: 'always', ...one.fault })
    const given = { source: `oci-layout:${image.folder}`, repository, tags: 'v1.0.0', ...one.inputs }
    const inputs = await patient({ ...given, 'scan-timeout': '3s' })
    const watch = watchProcesses()
    const run = await runProcess(cloud, { inputs, env: { RUNNER_DEBUG: '1' } })
    takeBack?.()
    const processes = await watch.stop()
    expect(processes, 'the bundle itself was seen').toContain('dist/index.js')
    for (const secret of passwordsGiven(stage)) {
      expectNowhere(secret, run, one.inputs?.['login-docker'] === 'true')
      expect(processes).not.toContain(secret)
    }
  })
})

/** Every password that the cloud has given out, plain, in base64, and as the token that holds it. */
function passwordsGiven({ cloud }: Stage): readonly string[] {
  const passwords = cloud.world.ecr.tokens.given()
  expect(passwords.length).toBeGreaterThan(0)
  return passwords.flatMap((password) => [
    password,
    Buffer.from(password).toString('base64'),
    Buffer.from(`AWS:${password}`).toString('base64'),
  ])
}

/** The lines that tell the runner what to mask are the one place where it must be. */
function expectNowhere(secret: string, run: Ended, login: boolean): void {
  const shown = run.log.replaceAll(/^::add-mask::.*$/gm, '')
  expect(shown).not.toContain(secret)
  expect(run.summary).not.toContain(secret)
  expect(JSON.stringify(run.outputs)).not.toContain(secret)
  for (const [file, content] of Object.entries(run.files)) {
    if (login && file.endsWith('.docker/config.json')) continue
    expect(content, file).not.toContain(secret)
  }
}
