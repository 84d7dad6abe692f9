import type { Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import type { Advise } from '../src/index.ts'
import { plainImage, writeFolder } from '@slipway/test-support/images/layouts'
import { connect, isManifestPut, push } from './pushing.ts'
import { startRegistry } from './registry-server.ts'

const digest = `sha256:${'0'.repeat(64)}`
const arn = 'arn:aws:ecr:eu-west-1:123456789012:repository/a-team-with-a-long-name/and-a-service-with-a-longer-one'
const denial =
  `User: arn:aws:sts::123456789012:assumed-role/deploy-role-of-the-production-account/GitHubActions is not authorized to ` +
  `perform: ecr:PutImage on resource: ${arn} because no identity-based policy allows the ecr:PutImage action`

const errors = (...list: object[]): string => JSON.stringify({ errors: list })

async function refusedManifest(status: number, body: string, advise?: Advise): Promise<Failure> {
  const server = await startRegistry()
  server.fault = ({ method, path }) => (isManifestPut(method, path) ? { kind: 'answer', status, body } : undefined)
  const { files } = plainImage()
  const registry = connect(server, advise === undefined ? {} : { advise })
  return push(`oci-layout:${await writeFolder(files)}`, registry).then(
    () => expect.unreachable('the push was refused'),
    (error: unknown) => error as Failure,
  )
}

describe('a refusal', () => {
  it.for<[string, number, string, string]>([
    ['in the words of IAM', 403, errors({ code: 'DENIED', message: denial }), `403 DENIED ${denial}`],
    [
      'with quotes in it',
      400,
      errors({ code: 'MANIFEST_INVALID', message: 'no "layers", only "x"' }),
      '400 MANIFEST_INVALID no "layers", only "x"',
    ],
    [
      'of several errors',
      400,
      errors({ code: 'A', message: 'one' }, { code: 'B', message: 'two' }, { code: 'C' }),
      '400 A one; B two; C',
    ],
    ['with a code alone', 400, errors({ code: 'MANIFEST_INVALID' }), '400 MANIFEST_INVALID'],
    ['of a gateway of AWS', 403, JSON.stringify({ Message: denial }), `403 ${denial}`],
    ['of a gateway with a type', 403, JSON.stringify({ __type: 'AccessDenied', message: 'no' }), '403 AccessDenied no'],
    [
      'of a proxy',
      403,
      '<html><head><title>x</title></head><body>\n<p>Blocked by <b>policy 7</b></p></body></html>',
      '403 Blocked by policy 7',
    ],
    ['of a proxy that says much', 403, 'x'.repeat(5000), `403 ${'x'.repeat(300)}…`],
    ['in words of its own', 403, '{"error":"blocked","policy":7}', '403 {"error":"blocked","policy":7}'],
    ['in errors that are texts', 403, '{"errors":["blocked by policy 7"]}', '403 {"errors":["blocked by policy 7"]}'],
    ['with its words in a detail', 400, errors({ code: 'DENIED', detail: 'by policy 7' }), '400 DENIED by policy 7'],
    ['without a word', 403, '', '403'],
    ['of errors that are none', 400, JSON.stringify({ errors: [null, 7] }), '400 {"errors":[null,7]}'],
  ])('%s is told whole', async ([, status, body, told]) => {
    const failure = await refusedManifest(status, body)
    expect(failure.message).toMatch(/^Refusal: pushing manifest sha256:|^pushing manifest sha256:/)
    expect(failure.message.split('the registry answered ')[1]).toBe(told)
  })

  it('is advised on by what it says', async () => {
    const seen: unknown[] = []
    const body = errors({ code: 'DENIED', message: denial })
    const failure = await refusedManifest(403, body, ({ status, code, said }) => {
      seen.push([status, code, said])
      return 'do this'
    })
    expect(failure).toMatchObject({ code: 'REGISTRY_DENIED', remedy: 'do this' })
    expect(seen).toEqual([[403, 'DENIED', denial]])
  })

  it('is advised on in general where that tells nothing', async () => {
    const denied = await refusedManifest(403, errors({ code: 'DENIED' }), () => undefined)
    expect(denied.remedy).toMatch(/^grant ecr:BatchCheckLayerAvailability/)
    const invalid = await refusedManifest(400, errors({ code: 'MANIFEST_INVALID' }), () => undefined)
    expect(invalid).toMatchObject({ code: 'REGISTRY_REFUSED', remedy: 'check the repository' })
  })
})

describe('a HEAD that is refused', () => {
  it('is asked again by GET for the words, which HEAD has not', async () => {
    const server = await startRegistry()
    server.fault = () => ({ kind: 'answer', status: 403, body: errors({ code: 'DENIED', message: denial }) })
    const looking = connect(server).hasManifest(digest)
    await expect(looking).rejects.toMatchObject({ code: 'REGISTRY_DENIED', message: expect.stringContaining(denial) })
  })

  it.for<[string, Parameters<typeof connect>[1], number]>([
    ['which is not refused', {}, 200],
    ['which is refused otherwise', {}, 500],
  ])('is told without them by a GET %s', async ([, options, status]) => {
    const server = await startRegistry()
    server.fault = ({ method }) => ({
      kind: 'answer',
      status: method === 'HEAD' ? 403 : status,
      body: errors({ code: 'OTHER' }),
    })
    const looking = connect(server, options).hasManifest(digest)
    await expect(looking).rejects.toMatchObject({
      code: 'REGISTRY_DENIED',
      message: expect.stringMatching(/answered 403$/),
    })
  })

  it('is told without them by a GET that is never answered', async () => {
    const server = await startRegistry()
    server.fault = ({ method }) => (method === 'HEAD' ? { kind: 'answer', status: 403 } : { kind: 'hang' })
    await expect(connect(server).hasManifest(digest)).rejects.toMatchObject({ code: 'REGISTRY_DENIED' })
  })
})
