import type { EcrRepository } from '@slipway/aws/ecr'
import { describe, expect, it } from 'vitest'
import { refuseForeign } from '../src/repository/ground.ts'
import type { PushInputs } from '../src/inputs.ts'
import { resolveTarget } from '../src/gate/resolve-target.ts'

const digest = `sha256:${'a'.repeat(64)}`
const repository: EcrRepository = {
  name: 'shop/app',
  uri: '012345678901.dkr.ecr.eu-west-1.amazonaws.com/shop/app',
  tagMutability: 'IMMUTABLE',
  exclusionFilters: [],
}
const dual = '012345678901.dkr-ecr.eu-west-1.on.aws'

describe('an image under another name of the registry', () => {
  it('is promoted where it is', () => {
    const source = { transport: 'registry', host: dual, repository: 'shop/app', digest } as const
    expect(() => refuseForeign({ source } as unknown as PushInputs, repository)).not.toThrow()
  })

  it.for([
    [`${dual}/shop/app:v1`, 1],
    [`${dual}/shop/app@${digest}`, 1],
    [`${dual}/shop/app`, 1],
    [`${repository.uri}:v1`, 1],
    [`${dual}/shop/app/worker:v1`, 0],
    [`${dual}/shop/application:v1`, 0],
    ['shop/app:v1', 0],
  ] as const)('counts as what a service runs of the repository: %s', async ([image, count]) => {
    const ports = {
      ecr: undefined as never,
      services: { running: async () => [{ container: 'app', image, digest }] },
      log: { info: () => undefined } as never,
    }
    const target = { kind: 'ecs', cluster: 'prod', service: 'api' } as const
    expect(await resolveTarget(target as never, repository, ports, new AbortController().signal)).toHaveLength(count)
  })
})
