import { createEcs } from '@slipway/aws/ecs-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { imageOf } from '@slipway/test-support/images/layer'
import { push } from '@slipway/test-support/images/push-image'
import { localService, type LocalService, type Release } from './local-service.ts'

// `image` is a tag, which means another image from one moment to the next.

let service: LocalService
let tag = ''

beforeAll(async () => {
  service = await localService()
  tag = `${service.rig.cloud.registryHost}/app:latest`
})
afterAll(() => service.rig.stop())

let built = 0
let digest = ''

/** Pushes an image that was not there before as `latest`; answers with its digest. */
async function moveTag(): Promise<string> {
  const server = `
import { createServer } from 'node:http'
createServer((_, response) => response.end(JSON.stringify({ version: process.env.VERSION, built: ${++built} })))
  .listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
`
  const bytes = await imageOf({ 'server.mjs': server }, { Entrypoint: ['node', 'server.mjs'] })
  await push(service.rig.cloud, 'app', bytes, 'latest')
  return (digest = bytes.digest)
}
beforeEach(moveTag)

function release(more: Partial<Release> = {}): ReturnType<LocalService['release']> {
  return service.release({ version: '3.0.0', ...more, inputs: { image: tag, ...more.inputs } })
}

/** Digests that the service runs. */
async function served(): Promise<unknown> {
  const response = await fetch(service.rig.productionUrl, { headers: { connection: 'close' } })
  return ((await response.json()) as { built: number }).built
}

/** Registers the release with the tag in it, as another tool does, and deploys it. */
async function deployByTag(): Promise<string> {
  const document = JSON.parse(service.definition({ version: '3.0.0', more: { image: tag } }))
  return await service.rig.deploy(await createEcs().registerTaskDefinition(document))
}

describe('a tag', () => {
  it('is deployed as the digest that it means, and the same again is unchanged', async () => {
    const result = await release()
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
    expect(await served()).toBe(built)
    const from = service.mark()
    const again = await release()
    expect(again.judgement).toMatchObject({ verdict: 'pass', reason: 'unchanged' })
    expect(service.writes(from)).toEqual([])
    const registered = await createEcs().describeTaskDefinition(again.taskDefinitionArn)
    expect(registered?.document['containerDefinitions']).toMatchObject([
      { image: tag.replace(':latest', `@${digest}`) },
    ])
  })

  it('that has moved is another release', async () => {
    const result = await release()
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
    expect(await served()).toBe(built)
  })

  it('that moves while its deployment is under way: the second run waits for that one and deploys what the tag means now', async () => {
    let second: ReturnType<typeof release> | undefined
    const lines: string[] = []
    const first = await release({
      onLine: (line) => {
        if (!line.includes('PAUSE hook: verifying')) return
        second ??= moveTag().then(() => release({ onLine: (said) => lines.push(said) }))
      },
    })
    const result = await second
    expect([first.judgement.reason, result?.judgement.reason]).toEqual(['deployed', 'deployed'])
    expect(result?.serviceDeploymentArn).not.toBe(first.serviceDeploymentArn)
    expect(lines.join('\n')).toContain(`waiting for the end of ${first.serviceDeploymentArn}`)
    expect(await served()).toBe(built)
  })

  it('that another tool has deployed is followed while it means the same image', async () => {
    const begun = await deployByTag()
    const from = service.mark()
    const result = await release()
    expect(result).toMatchObject({ judgement: { verdict: 'pass', reason: 'deployed' }, serviceDeploymentArn: begun })
    expect(service.writes(from)).toEqual(['ContinueServiceDeployment'])
    const again = await release()
    expect(again.judgement).toMatchObject({ verdict: 'pass', reason: 'unchanged' })
    expect(again.taskDefinitionArn).toBe(result.taskDefinitionArn)
  })

  it('that another tool deploys and that has moved since is waited for', async () => {
    const begun = await deployByTag()
    await service.rig.until(begun, ({ lifecycleHookDetails = [] }) => lifecycleHookDetails.length > 0)
    await moveTag()
    let continued = false
    const onLine = (line: string): void => {
      if (!line.includes('waiting for the end of') || continued) return
      continued = true
      void goOn(begun)
    }
    const result = await release({ onLine })
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
    expect(result.serviceDeploymentArn).not.toBe(begun)
    expect(await served()).toBe(built)
  })

  it('whose older deployment does not end is not waited for beyond the timeout', async () => {
    const begun = await deployByTag()
    await service.rig.until(begun, ({ lifecycleHookDetails = [] }) => lifecycleHookDetails.length > 0)
    await moveTag()
    const from = service.mark()
    const result = await release({ inputs: { timeoutMs: 300 } })
    expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'timeout' })
    expect(result.judgement.message).toMatch(/nothing was deployed/)
    expect(service.writes(from)).toEqual([])
    await createEcs().stopServiceDeployment(begun)
    await service.rig.ended(begun)
  })

  it.for<{ name: string; image: string; code: string }>([
    { name: 'of ECR that is not there', image: '/app:later', code: 'IMAGE_NOT_FOUND' },
    { name: 'of another registry', image: 'ghcr.io/shop/app:1', code: 'IMAGE_UNRESOLVED' },
    { name: 'of Docker Hub, without saying so', image: 'nginx', code: 'IMAGE_UNRESOLVED' },
  ])('$name is refused before anything is touched', async ({ image, code }) => {
    const from = service.mark()
    const named = image.startsWith('/') ? `${service.rig.cloud.registryHost}${image}` : image
    const failing = release({ inputs: { image: named } })
    await expect(failing).rejects.toMatchObject({ code, message: expect.stringContaining(named) })
    expect(service.writes(from)).toEqual([])
  })
})

async function goOn(arn: string): Promise<void> {
  const { lifecycleHookDetails = [] } = await service.rig.deployment(arn)
  await createEcs().continueServiceDeployment(arn, lifecycleHookDetails[0]?.hookId ?? '', 'CONTINUE')
}
