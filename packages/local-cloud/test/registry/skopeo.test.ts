import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '../support/cloud.ts'
import { ecrClient, image, push, registryAuthorization } from '../support/push-image.ts'

const run = promisify(execFile)
const installed = (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'skopeo')))

describe.skipIf(!installed)('lane: skopeo (pulls from and pushes to the local cloud)', () => {
  let cloud: LocalCloud
  let folder: string
  const app = image('app')

  beforeAll(async () => {
    cloud = await startLocalCloud()
    folder = await mkdtemp(join(tmpdir(), 'skopeo-'))
    for (const repositoryName of ['app', 'copy']) {
      await ecrClient(cloud).send(new CreateRepositoryCommand({ repositoryName }))
    }
    await push(cloud, 'app', app, 'v1')
  })
  afterAll(async () => {
    await cloud.stop()
    await rm(folder, { recursive: true })
  })

  it('logs in, pulls by tag, and pushes the same bytes elsewhere', async () => {
    const authfile = join(folder, 'auth.json')
    const token = Buffer.from((await registryAuthorization(cloud)).split(' ')[1] ?? '', 'base64').toString()
    const login = execFile('skopeo', [
      ...['login', '--authfile', authfile, '--tls-verify=false', '--username', 'AWS', '--password-stdin'],
      cloud.registryHost,
    ])
    login.stdin?.end(token.slice('AWS:'.length))
    await new Promise((resolve, reject) => login.once('exit', resolve).once('error', reject))

    const layout = join(folder, 'layout')
    const insecure = ['--preserve-digests', '--authfile', authfile, '--src-tls-verify=false', '--dest-tls-verify=false']
    await run('skopeo', ['copy', ...insecure, `docker://${cloud.registryHost}/app:v1`, `oci:${layout}:v1`])
    const index = JSON.parse(await readFile(join(layout, 'index.json'), 'utf8')) as { manifests: [{ digest: string }] }
    expect(index.manifests[0].digest).toBe(app.digest)
    await run('skopeo', ['copy', ...insecure, `oci:${layout}:v1`, `docker://${cloud.registryHost}/copy:v2`])
    expect(cloud.timeline.events.findLast(({ kind }) => kind === 'tag')).toMatchObject({
      repository: 'copy',
      tag: 'v2',
      digest: app.digest,
    })
  })
})
