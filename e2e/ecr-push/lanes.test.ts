import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBundle, shown } from '../bundle.ts'
import { available, command } from '../command.ts'
import { openStage, patient, type Stage } from './story.ts'

const builder = process.env['SLIPWAY_BUILDER']
const skopeo = await available('skopeo')
const crane = await available('crane', ['version'])
const engine = process.env['DOCKER_HOST'] !== undefined && (await available('docker', ['version']))

let stage: Stage
let folder = ''
/** Docker's configuration with the login to the stage's registry; skopeo and crane read it too. */
let config = ''

beforeAll(async () => {
  stage = await openStage('basic')
  folder = await mkdtemp(join(tmpdir(), 'lanes-'))
  config = join(folder, 'docker')
  await mkdir(config)
  const auth = Buffer.from(`AWS:${stage.reader.password}`).toString('base64')
  const auths = { [stage.cloud.registryHost]: { auth } }
  await writeFile(join(config, 'config.json'), JSON.stringify({ auths }), { mode: 0o600 })
})

afterAll(async () => {
  await stage.close()
  await rm(folder, { recursive: true, force: true })
})

async function createRepository(name: string): Promise<string> {
  const imageScanningConfiguration = { scanOnPush: true }
  const settings = { repositoryName: name, imageTagMutability: 'IMMUTABLE' as const, imageScanningConfiguration }
  await stage.ecr.send(new CreateRepositoryCommand(settings))
  return name
}

/** A context whose image needs no base. */
async function writeContext(): Promise<string> {
  const context = join(folder, 'context')
  await mkdir(context, { recursive: true })
  await writeFile(join(context, 'Dockerfile'), 'FROM scratch\nCOPY hello.txt /\n')
  await writeFile(join(context, 'hello.txt'), `hello ${process.pid}\n`)
  return context
}

describe.skipIf(builder === undefined || !skopeo || !crane || !engine)(
  'lane: buildx, skopeo, crane and a docker engine (a two-platform index with provenance, pushed by digest, gated and promoted)',
  () => {
    it('gets its tags on exactly what buildx pushed', async () => {
      const { cloud } = stage
      const repository = await createRepository('lanes/built')
      const name = `${cloud.registryHost}/${repository}`
      const metadata = join(folder, 'metadata.json')
      const output = `type=image,name=${name},push-by-digest=true,name-canonical=true,push=true,registry.insecure=true`
      await command(
        'docker',
        [
          ...['buildx', 'build', '--builder', builder ?? '', '--platform', 'linux/amd64,linux/arm64'],
          ...['--provenance=mode=max', '--output', output, '--metadata-file', metadata, await writeContext()],
        ],
        await buildxConfig(),
      )
      const built = JSON.parse(await readFile(metadata, 'utf8')) as Readonly<Record<string, string>>
      const digest = built['containerimage.digest'] ?? ''
      expect(digest).toMatch(/^sha256:/)
      expect(await stage.reader.tags(repository)).toEqual({})

      const inputs = await patient({ source: `registry:${name}@${digest}`, repository, tags: 'v1.0.0\nlatest' })
      const run = await runBundle('ecr-push', cloud, { inputs })
      expect(run.conclusion, shown(run)).toBe('success')
      expect(run.outputs).toMatchObject({ digest, verdict: 'pass', 'pushed-bytes': '0' })

      const image = `${name}:v1.0.0`
      const auth = join(config, 'config.json')
      const raw = ['inspect', '--authfile', auth, '--tls-verify=false', '--format', '{{.Digest}}', `docker://${image}`]
      expect(await command('skopeo', raw)).toBe(digest)
      expect(await command('crane', ['digest', '--insecure', image], { DOCKER_CONFIG: config })).toBe(digest)
      const index = JSON.parse(
        await command('crane', ['manifest', '--insecure', image], { DOCKER_CONFIG: config }),
      ) as {
        manifests: readonly { platform: { architecture: string } }[]
      }
      const architectures = index.manifests.map(({ platform }) => platform.architecture)
      expect(architectures).toEqual(['amd64', 'arm64', 'unknown', 'unknown'])
      try {
        const pulled = await command('docker', ['pull', image], { DOCKER_CONFIG: config })
        expect(pulled).toContain(`Digest: ${digest}`)
      } finally {
        await command('docker', ['image', 'rm', '-f', image]).catch(() => '')
      }
    })

    it('fails by the platform that is vulnerable, and nothing is tagged', async () => {
      const { cloud } = stage
      const repository = await createRepository('lanes/vulnerable')
      const name = `${cloud.registryHost}/${repository}`
      const finding = { name: 'CVE-2026-4242', severity: 'CRITICAL', package: 'openssl', version: '3.0.0' }
      cloud.scans.script({
        repository,
        when: ({ config: { architecture } = {} }) => architecture === 'arm64',
        steps: [{ status: 'COMPLETE', findings: [finding] }],
      })
      const archive = join(folder, 'image.tar')
      await command(
        'docker',
        [
          ...['buildx', 'build', '--builder', builder ?? '', '--platform', 'linux/amd64,linux/arm64'],
          ...['--provenance=mode=max', '--output', `type=oci,dest=${archive},compression=zstd`, await writeContext()],
        ],
        await buildxConfig(),
      )
      const inputs = await patient({ source: `oci-archive:${archive}`, repository, tags: 'v1.0.0' })
      const run = await runBundle('ecr-push', cloud, { inputs })
      expect(run.outputs, shown(run)).toMatchObject({ verdict: 'fail', reason: 'findings' })
      expect(run.summary).toContain('linux/arm64')
      expect(run.summary).not.toContain('linux/amd64')
      expect(await command('crane', ['ls', '--insecure', name], { DOCKER_CONFIG: config })).toBe('')
    })
  },
)

describe.skipIf(!engine || !skopeo)('lane: docker engine and skopeo (docker-daemon: from a real engine)', () => {
  it('pushes what the engine holds, and pulls it back as the same image', async () => {
    const { cloud } = stage
    const repository = await createRepository('lanes/daemon')
    const local = `slipway-lane-${process.pid}:v1`
    const image = `${cloud.registryHost}/${repository}:v1.0.0`
    const importing = execFile('docker', ['import', '-', local])
    execFile('tar', ['-C', await writeContext(), '-c', '.']).stdout?.pipe(importing.stdin ?? process.stdout)
    await once(importing, 'close')
    try {
      const id = await command('docker', ['image', 'inspect', '-f', '{{.Id}}', local])
      const inputs = await patient({ source: `docker-daemon:${local}`, repository, tags: 'v1.0.0' })
      const env = { DOCKER_HOST: process.env['DOCKER_HOST'] ?? '' }
      const run = await runBundle('ecr-push', cloud, { inputs, env })
      expect(run.conclusion, shown(run)).toBe('success')
      const again = await runBundle('ecr-push', cloud, { inputs, env })
      expect(again.outputs, shown(again)).toMatchObject({ digest: run.outputs['digest'], 'pushed-bytes': '0' })
      await command('docker', ['pull', image], { DOCKER_CONFIG: config })
      expect(await command('docker', ['image', 'inspect', '-f', '{{.Id}}', image])).toBe(id)
      const auth = join(config, 'config.json')
      const inspect = [
        'inspect',
        '--authfile',
        auth,
        '--tls-verify=false',
        '--format',
        '{{.Digest}}',
        `docker://${image}`,
      ]
      expect(await command('skopeo', inspect)).toBe(run.outputs['digest'])
    } finally {
      await command('docker', ['image', 'rm', '-f', local, image]).catch(() => '')
    }
  })
})

/** buildx and its builders are those of the user's own configuration; only the login is ours. */
async function buildxConfig(): Promise<NodeJS.ProcessEnv> {
  const home = join(process.env['HOME'] ?? '', '.docker')
  await symlink(join(home, 'cli-plugins'), join(config, 'cli-plugins')).catch(() => undefined)
  return { DOCKER_CONFIG: config, BUILDX_CONFIG: join(home, 'buildx') }
}
