import type { EcrRepository } from '@slipway/aws/ecr'
import { describe, expect, it } from 'vitest'
import { refuseForeign } from '../src/repository/survey.ts'
import type { PushInputs } from '../src/inputs.ts'
import { repositoryOf } from './memory.ts'
import { cloudWith, create, go } from './scene.ts'
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
    expect(
      await resolveTarget({ ports, signal: new AbortController().signal }, target as never, repository),
    ).toHaveLength(count)
  })
})

describe('a repository whose name begins with the host of another registry', () => {
  const nowhere = (template?: string) =>
    cloudWith((cloud) => {
      cloud.repository = undefined
      if (template === undefined) return
      cloud.template = repositoryOf('IMMUTABLE')
      cloud.templatePrefix = template
    })
  const refusal = (host: string, rest: string): object => ({
    code: 'REGISTRY_FOREIGN',
    message: `input repository names ${host}, and this action serves private repositories of Amazon ECR only`,
    remedy: `set repository to a name in your own registry of Amazon ECR, e.g. ${rest}, or push to ${host} by another tool`,
  })

  it.for([
    ['public.ecr.aws', 'a1b2c3d4/app'],
    ['ghcr.io', 'acme/app'],
    ['docker.io', 'library/node'],
    ['europe-docker.pkg.dev', 'project/repo/app'],
    ['acme.azurecr.io', 'app'],
    ['registry.example.com', 'team/app'],
    ['localhost', 'app'],
  ] as const)('is neither advised nor made: %s', async ([host, rest]) => {
    const repository = `${host}/${rest}`
    for (const mode of ['release', 'preflight'] as const) {
      await expect(go(nowhere(), { mode, repository })).rejects.toMatchObject(refusal(host, rest))
      const cloud = nowhere()
      await expect(go(cloud, { mode, repository, create })).rejects.toMatchObject(refusal(host, rest))
      expect(cloud.writes).toEqual([])
    }
  })

  it('is not advised where its first part may be a name as well', async () => {
    await expect(go(nowhere(), { repository: 'my.team/app' })).rejects.toMatchObject({
      code: 'REPOSITORY_MISSING',
      message: expect.stringContaining('my.team reads as the host of another registry'),
      remedy: 'set repository to a name without the registry, e.g. app, or check account and region above',
    })
  })

  it('is made where its first part may be a name as well, and that is asked for', async () => {
    const cloud = nowhere()
    await go(cloud, { repository: 'my.team/app', create })
    expect(cloud.writes).toContain('repository my.team/app')
  })

  it('is not expected of a template that is for every name', async () => {
    await expect(go(nowhere('ROOT'), { repository: 'ghcr.io/acme/app' })).rejects.toMatchObject(
      refusal('ghcr.io', 'acme/app'),
    )
  })

  it('is expected of a template of its own', async () => {
    const { lines } = await expected('ghcr.io')
    expect(lines).toContainEqual(expect.stringContaining('ECR will make it at the push, by the template ghcr.io'))
  })

  it('is used where it is there, as that of a mirror', async () => {
    expect(await go(cloudWith(), { repository: 'docker.io/library/node' })).toMatchObject({ verdict: 'pass' })
  })

  async function expected(template: string) {
    const cloud = nowhere(template)
    await go(cloud, { mode: 'preflight', source: undefined, repository: 'ghcr.io/acme/app' }).catch(() => undefined)
    return cloud
  }
})

describe('a source that is in another registry', () => {
  it.for([
    ['is named so while its repository is not there', 'repo.example.net', undefined],
    ['is named so, and nothing is made', 'repo.example.net', create],
  ] as const)('%s', async ([, host, wanted]) => {
    const source = { transport: 'registry', host, repository: 'app', digest } as const
    for (const mode of ['release', 'preflight'] as const) {
      const cloud = cloudWith((one) => (one.repository = undefined))
      await expect(go(cloud, { mode, source, repository: 'app', create: wanted })).rejects.toMatchObject({
        code: 'REGISTRY_FOREIGN',
        message: expect.stringContaining(`input source names ${host}, and this action serves`),
        remedy: expect.stringContaining('registry:app@sha256:'),
      })
      expect(cloud.writes).toEqual([])
    }
  })

  it.for([
    [undefined, {}],
    [create, {}],
    [create, { host: dual }],
    // That of the login.
    [create, { host: 'registry' }],
  ] as const)('is not made where it is missing', async ([wanted, host]) => {
    const source = { transport: 'registry', ...host, repository: 'app', digest } as const
    for (const mode of ['release', 'preflight'] as const) {
      const cloud = cloudWith((one) => (one.repository = undefined))
      await expect(go(cloud, { mode, source, repository: 'app', create: wanted })).rejects.toMatchObject({
        code: 'REPOSITORY_MISSING',
        remedy: expect.stringMatching(/^check source, and account/),
      })
      expect(cloud.writes).toEqual([])
    }
  })
})

it('a recheck is not advised to make the repository', async () => {
  const cloud = cloudWith((one) => (one.repository = undefined))
  const recheck = { mode: 'recheck', source: undefined, tags: [], targets: [{ kind: 'tag', tag: 'v1' }] } as const
  await expect(go(cloud, recheck)).rejects.toMatchObject({ remedy: 'check repository, and account and region above' })
})
