import { describe, expect, it } from 'vitest'
import { attachArtifact, type Artifact } from '../src/index.ts'
import { plainImage, sha256, types, writeFolder } from '@slipway/test-support/images/layouts'
import { connect, first, push } from './pushing.ts'
import { startRegistry, type TestRegistry } from './registry-server.ts'

const statement = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}')

async function subject(server: TestRegistry): Promise<Artifact['subject']> {
  const { files, root } = plainImage()
  await push(`oci-layout:${await writeFolder(files)}`, connect(server))
  return { digest: root.digest, size: root.size, mediaType: types.manifest }
}

const verdict = (about: Artifact['subject']): Artifact => ({
  subject: about,
  artifactType: 'application/vnd.in-toto+json',
  layers: [{ mediaType: 'application/vnd.in-toto+json', bytes: statement, annotations: { kind: 'verdict' } }],
  annotations: { 'dev.slipway.verdict': 'pass' },
})

describe('attachArtifact', () => {
  it('puts a manifest with subject, type and the empty config, and no tag', async () => {
    const server = await startRegistry()
    const about = await subject(server)
    const before = server.requests.length
    const { digest } = await attachArtifact(connect(server), verdict(about))
    const bytes = server.manifests.get(digest)
    expect(JSON.parse(bytes?.toString() ?? '')).toEqual({
      schemaVersion: 2,
      mediaType: types.manifest,
      artifactType: 'application/vnd.in-toto+json',
      config: {
        mediaType: 'application/vnd.oci.empty.v1+json',
        digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
        size: 2,
        data: 'e30=',
      },
      layers: [
        {
          mediaType: 'application/vnd.in-toto+json',
          digest: sha256(statement),
          size: statement.length,
          annotations: { kind: 'verdict' },
        },
      ],
      subject: { mediaType: types.manifest, digest: about.digest, size: about.size },
      annotations: { 'dev.slipway.verdict': 'pass' },
    })
    expect(server.blobs.get(sha256(Buffer.from('{}')))?.toString()).toBe('{}')
    const puts = server.requests
      .slice(before)
      .filter(({ method, path }) => method === 'PUT' && path.includes('manifests'))
    expect(puts.map(({ path }) => path)).toEqual([`/v2/app/manifests/${digest}`])
  })

  it('writes nothing the second time', async () => {
    const server = await startRegistry()
    const about = await subject(server)
    const one = await attachArtifact(connect(server), verdict(about))
    const before = server.requests.length
    expect(await attachArtifact(connect(server), verdict(about))).toEqual(one)
    expect(server.requests.slice(before).map(({ method }) => method)).toEqual(['HEAD'])
  })

  it('holds the empty blob as its layer when there is nothing but annotations', async () => {
    const server = await startRegistry()
    const { digest } = await attachArtifact(connect(server), { ...verdict(await subject(server)), layers: [] })
    const { layers, config } = JSON.parse(server.manifests.get(digest)?.toString() ?? '') as Record<string, unknown>
    expect(layers).toEqual([config])
  })

  it('is finished by the next run when it broke', async () => {
    const server = await startRegistry()
    const about = await subject(server)
    server.fault = first(100, (method, path) => method === 'PUT' && path.includes('/manifests/'), {
      kind: 'answer',
      status: 503,
    })
    await expect(attachArtifact(connect(server), verdict(about))).rejects.toMatchObject({ code: 'REGISTRY_REFUSED' })
    server.fault = () => undefined
    const { digest } = await attachArtifact(connect(server), verdict(about))
    expect(server.manifests.has(digest)).toBe(true)
  })
})
