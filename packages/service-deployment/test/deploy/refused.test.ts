import { describe, expect, it } from 'vitest'
import { past, running } from './scenes.ts'
import { play, type Scenario } from './world.ts'

interface Refusal extends Scenario {
  readonly name: string
  readonly code: string
  readonly message: RegExp
  readonly remedy?: RegExp
}

const refusals: readonly Refusal[] = [
  { name: 'no such service', service: undefined, code: 'SERVICE_NOT_FOUND', message: /no service api in cluster shop/ },
  {
    name: 'a service of the same name in another region than the ARN says',
    inputs: { service: 'arn:aws:ecs:us-east-1:123456789012:service/shop/api' },
    service: { arn: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/api' },
    code: 'SERVICE_NOT_FOUND',
    message: /arn:aws:ecs:eu-west-1:123456789012, not in arn:aws:ecs:us-east-1:123456789012/,
  },
  {
    name: 'a service that is draining',
    service: { status: 'DRAINING' },
    code: 'SERVICE_NOT_ACTIVE',
    message: /DRAINING/,
    remedy: /does not become ACTIVE again: create it anew/,
  },
  {
    name: 'CodeDeploy',
    service: { controller: 'CODE_DEPLOY' },
    code: 'CONTROLLER_UNSUPPORTED',
    message: /CODE_DEPLOY/,
  },
  {
    name: 'no such definition',
    inputs: { taskDefinition: 'nothing' },
    code: 'TASK_DEFINITION_NOT_FOUND',
    message: /nothing/,
  },
  {
    name: 'no such file',
    inputs: { taskDefinition: 'ecs/api.json' },
    code: 'TASK_DEFINITION_NOT_FOUND',
    message: /no file ecs\/api\.json/,
  },
  {
    name: 'a file that is not JSON',
    inputs: { taskDefinition: 'td.json' },
    files: { 'td.json': '{' },
    code: 'TASK_DEFINITION_UNREADABLE',
    message: /td\.json/,
  },
  {
    name: 'several containers',
    definitions: { 'td/api:1': { family: 'api', containerDefinitions: [{ name: 'api' }, { name: 'proxy' }] } },
    code: 'CONTAINER_UNCLEAR',
    message: /api, proxy/,
  },
  { name: 'no such container', inputs: { container: 'web' }, code: 'CONTAINER_NOT_FOUND', message: /no container web/ },
  {
    name: 'a tag that ECR does not have',
    inputs: { image: 'registry.example/shop/api:v2' },
    code: 'IMAGE_NOT_FOUND',
    message: /no tag v2, or no repository shop\/api/,
  },
  {
    name: 'a tag of another registry',
    inputs: { image: 'localhost/api:v2' },
    code: 'IMAGE_UNRESOLVED',
    message: /localhost\/api:v2 is a tag/,
  },
  { name: 'a tag of Docker Hub', inputs: { image: 'nginx:1' }, code: 'IMAGE_UNRESOLVED', message: /nginx:1/ },
  {
    name: 'another deployment under way',
    past: [past('IN_PROGRESS', 'rev/9')],
    frames: [{}],
    revisions: { 'rev/9': 'td/api:9' },
    code: 'DEPLOYMENT_IN_FLIGHT',
    message: /sd\/1 of td\/api:9 \(IN_PROGRESS/,
  },
  {
    name: 'another deployment under way, and the definition is registered already',
    definitions: running,
    past: [past('IN_PROGRESS', 'rev/9')],
    frames: [{}],
    revisions: { 'rev/9': 'td/api:9' },
    code: 'DEPLOYMENT_IN_FLIGHT',
    message: /td\/api:9/,
  },
]

describe('is refused before anything is touched', () => {
  it.for(refusals)('$name', async ({ code, message, remedy = /./, ...scenario }) => {
    const writes: string[] = []
    const onCall = (call: string): void => void (/^(Register|Update|Stop|Continue)/.test(call) && writes.push(call))
    await expect(play({ ...scenario, onCall })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    })
    expect(writes).toEqual([])
  })
})

describe('AWS does not answer before anything is touched', () => {
  it('and it is given up at the deadline', async () => {
    await expect(play({ hangs: true, inputs: { timeoutMs: 1 } })).rejects.toMatchObject({ code: 'AWS_UNREACHABLE' })
  })

  it('and the job is cancelled: there is a verdict at once', async () => {
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 10)
    const { result } = await play({ hangs: true, abort })
    expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
  })
})
