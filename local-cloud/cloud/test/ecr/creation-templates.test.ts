import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  CreateRepositoryCreationTemplateCommand,
  DeleteRepositoryCreationTemplateCommand,
  DescribeRepositoriesCommand,
  DescribeRepositoryCreationTemplatesCommand,
  GetLifecyclePolicyCommand,
  type CreateRepositoryCreationTemplateCommandInput,
  type ECRClient,
  type Repository,
} from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient, image, push, registryAuthorization } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
const app = image('app')
beforeEach(async () => {
  cloud = await startLocalCloud()
  ecr = ecrClient(cloud)
})
afterEach(() => cloud.stop())

const create = (prefix: string, rest: Partial<CreateRepositoryCreationTemplateCommandInput> = {}) =>
  ecr.send(new CreateRepositoryCreationTemplateCommand({ prefix, appliedFor: ['CREATE_ON_PUSH'], ...rest }))
const repository = async (name: string): Promise<Repository | undefined> =>
  (await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }))).repositories?.[0]

describe('templates', () => {
  it('are made once, shown and deleted', async () => {
    await create('prod', { description: 'what is shipped' })
    await create('ROOT')
    await expect(create('prod')).rejects.toMatchObject({ name: 'TemplateAlreadyExistsException' })
    const list = async (prefixes?: string[]): Promise<unknown> => {
      const input = prefixes === undefined ? {} : { prefixes }
      const { repositoryCreationTemplates } = await ecr.send(new DescribeRepositoryCreationTemplatesCommand(input))
      return repositoryCreationTemplates?.map(({ prefix }) => prefix)
    }
    expect([await list(), await list(['prod']), await list(['dev'])]).toEqual([['prod', 'ROOT'], ['prod'], []])
    const remove = new DeleteRepositoryCreationTemplateCommand({ prefix: 'prod' })
    expect(await ecr.send(remove)).toMatchObject({ repositoryCreationTemplate: { description: 'what is shipped' } })
    await expect(ecr.send(remove)).rejects.toMatchObject({ name: 'TemplateNotFoundException' })
    expect(await list()).toEqual(['ROOT'])
  })
})

describe('a push into a repository that is not there', () => {
  it('makes it by the template with the longest prefix', async () => {
    const rules = [{ rulePriority: 1, selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 3 }, action: { type: 'expire' } }] // prettier-ignore
    const lifecyclePolicy = JSON.stringify({ rules })
    await create('ROOT')
    await create('prod', { imageTagMutability: 'IMMUTABLE', lifecyclePolicy })
    await create('prod/team', { imageTagMutability: 'MUTABLE', appliedFor: ['REPLICATION'] })
    expect((await push(cloud, 'prod/team/app', app, 'v1')).status).toBe(201)
    expect(await repository('prod/team/app')).toMatchObject({ imageTagMutability: 'IMMUTABLE' })
    expect(await ecr.send(new GetLifecyclePolicyCommand({ repositoryName: 'prod/team/app' }))).toMatchObject({
      lifecyclePolicyText: lifecyclePolicy,
    })
    await push(cloud, 'production', app, 'v1')
    expect(await repository('production')).toMatchObject({ imageTagMutability: 'MUTABLE' })
  })

  it('is refused without a template, and reading makes nothing', async () => {
    const headers = { authorization: await registryAuthorization(cloud) }
    const start = () => fetch(`${cloud.url}/v2/dev/app/blobs/uploads/`, { method: 'POST', headers })
    expect((await start()).status).toBe(404)
    await create('dev')
    expect((await fetch(`${cloud.url}/v2/dev/app/manifests/v1`, { headers })).status).toBe(404)
    await expect(repository('dev/app')).rejects.toMatchObject({ name: 'RepositoryNotFoundException' })
    expect((await start()).status).toBe(202)
    expect(await repository('dev/app')).toBeDefined()
  })
})
