import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createEcr } from '../src/ecr.ts'
import { isTransient } from '../src/transient.ts'
import { startWire } from './wire.ts'

const digest = `sha256:${'0'.repeat(64)}`

function sha256(bytes: string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

describe('a manifest', () => {
  it.for([
    ['as one line', '{"schemaVersion":2,"mediaType":"application/x"}'],
    ['with a line break at its end', '{"schemaVersion":2,"mediaType":"application/x"}\n'],
    ['in an order and a spacing of its own', '{\r\n   "mediaType": "application/x",  "schemaVersion":2.0}'],
    ['with escapes and letters beyond ASCII', String.raw`{"mediaType":"application/x","a":"\u00e9\/ größer → 𝄞"}`],
  ] as const)('comes byte for byte: %s', async ([, text]) => {
    const images = [{ imageManifest: text }]
    const wire = await startWire(() => ({ body: { images, failures: [] } }))
    const found = await createEcr().manifest('shop/app', sha256(text))
    expect(found?.bytes.equals(Buffer.from(text))).toBe(true)
    expect(found?.mediaType).toBe('application/x')
    expect(wire.calls[0]?.input).toMatchObject({
      imageIds: [{ imageDigest: sha256(text) }],
      acceptedMediaTypes: expect.arrayContaining([
        'application/vnd.oci.image.index.v1+json',
        'application/vnd.oci.image.manifest.v1+json',
        'application/vnd.docker.distribution.manifest.list.v2+json',
        'application/vnd.docker.distribution.manifest.v2+json',
      ]),
    })
  })

  it("has ECR's media type where it says one", async () => {
    const text = '{"schemaVersion":2}'
    const images = [{ imageManifest: text, imageManifestMediaType: 'application/vnd.oci.image.index.v1+json' }]
    await startWire(() => ({ body: { images } }))
    const found = await createEcr().manifest('shop/app', sha256(text))
    expect(found?.mediaType).toBe('application/vnd.oci.image.index.v1+json')
  })

  it('of other bytes than the digest says is refused', async () => {
    await startWire(() => ({ body: { images: [{ imageManifest: '{"schemaVersion":2}\n' }] } }))
    await expect(createEcr().manifest('shop/app', sha256('{"schemaVersion":2}'))).rejects.toMatchObject({
      code: 'MANIFEST_DIFFERS',
      message: expect.stringContaining(sha256('{"schemaVersion":2}\n')),
    })
  })

  it.for([
    ['RepositoryNotFoundException', { code: 'RepositoryNotFoundException' }],
    ['ImageNotFound among the failures', { body: { images: [], failures: [{ failureCode: 'ImageNotFound' }] } }],
  ] as const)('that is not there is nothing: %s', async ([, answer]) => {
    await startWire(() => answer)
    expect(await createEcr().manifest('shop/app', digest)).toBeUndefined()
  })

  it.for([
    ['ImageInaccessible', 'AWS_ERROR', false],
    ['ImageReferencedByManifestList', 'AWS_ERROR', false],
    ['ImageTagDoesNotMatchDigest', 'AWS_ERROR', false],
    ['InvalidImageDigest', 'AWS_ERROR', false],
    ['InvalidImageTag', 'AWS_ERROR', false],
    ['KmsError', 'AWS_ERROR', false],
    ['MissingDigestAndTag', 'AWS_ERROR', false],
    ['UpstreamAccessDenied', 'AWS_ACCESS_DENIED', false],
    ['UpstreamTooManyRequests', 'AWS_THROTTLED', true],
    ['UpstreamUnavailable', 'AWS_UNREACHABLE', true],
    ['SomethingNew', 'AWS_ERROR', false],
  ] as const)('that ECR answers with 200 and %s is a failure', async ([failureCode, code, transient]) => {
    const failures = [{ imageId: { imageDigest: digest }, failureCode, failureReason: 'because' }]
    await startWire(() => ({ body: { images: [], failures } }))
    const error: unknown = await createEcr()
      .manifest('shop/app', digest)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code,
      message: `ecr:BatchGetImage on repository shop/app: ${failureCode} for ${digest} (because)`,
      remedy: expect.stringMatching(/./),
    })
    expect(isTransient(error)).toBe(transient)
  })
})
