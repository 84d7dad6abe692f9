import type { Log } from '@slipway/outcome'
import type { JsonObject } from '@slipway/aws/ecs'
import { createEcrTags } from '@slipway/aws/ecr-tags'
import { createEcs } from '@slipway/aws/ecs-client'
import { createLogs } from '@slipway/aws/logs'
import { createSts } from '@slipway/aws/sts'
import { createTargetHealth } from '@slipway/aws/target-health'
import { systemClock } from '@slipway/control-loop'
import { createProbe } from '@slipway/probe'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'
import type { DeployRequest, VerifyRequest } from '@slipway/service-deployment/deploy/request'
import type { Result } from '@slipway/service-deployment/deploy/result'
import { deployService } from '@slipway/service-deployment/deploy/deploy-service'

export interface Release {
  readonly version: string
  readonly fault?: string
  /** More members of the container, and of the definition. */
  readonly more?: object
  readonly top?: object
  readonly inputs?: Partial<DeployRequest>
  readonly signal?: AbortSignal
  readonly onLine?: (line: string) => void
}

/** A service on a local cloud that runs 1.0.0, blue/green, with a PAUSE hook on the test listener. */
export interface LocalService {
  readonly rig: EcsRig
  /** The task definition of 1.0.0. */
  readonly first: string
  /** A definition file as it would lie in the repository. */
  definition(release: Release): string
  /** Runs the action with the real adapters. */
  release(release: Release): Promise<Result>
  verifyAs(version: string): VerifyRequest
  /** ECS operations that write and were called since `mark()`, in order. */
  writes(from: number): readonly string[]
  mark(): number
}

const pauseBeforeProduction = {
  strategy: 'BLUE_GREEN' as const,
  bakeTimeInMinutes: 2,
  lifecycleHooks: [{ targetType: 'PAUSE' as const, lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT' as const] }],
  deploymentCircuitBreaker: { enable: true, rollback: true },
}

const writing = /^(RegisterTaskDefinition|UpdateService|ContinueServiceDeployment|StopServiceDeployment)$/

export async function localService(unknownMembers: readonly string[] = []): Promise<LocalService> {
  const rig = await startEcsRig(120, unknownMembers)
  Object.assign(process.env, rig.cloud.env)
  const first = await rig.register('1.0.0')
  await rig.create({ taskDefinition: first, deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 } })
  await rig.ended(await rig.newestDeployment())
  // The same task definition: the hook is configured, and nothing is deployed.
  await rig.deploy(first, pauseBeforeProduction)
  const image = await imageByDigest(rig)
  const registered = await createEcs().describeTaskDefinition(first)
  const [container = {}] = (registered?.document['containerDefinitions'] ?? []) as readonly JsonObject[]

  const verifyAs = (version: string): VerifyRequest => {
    const url = `${rig.testUrl}/version`
    return { url, version, timeoutMs: 600_000, intervalMs: 20, attemptTimeoutMs: 60_000, successes: 3 }
  }
  const definition = ({ version, fault = 'none', more = {}, top = {} }: Release): string => {
    const variables = { VERSION: version, FAULT: fault }
    const environment = Object.entries(variables).map(([name, value]) => ({ name, value }))
    return JSON.stringify({
      family: 'app',
      containerDefinitions: [{ ...container, image, environment, ...more }],
      ...top,
    })
  }
  return {
    rig,
    first,
    definition,
    verifyAs,
    async release(release) {
      const say = (line: string): void => release.onLine?.(line)
      const log: Log = { info: say, warning: say, debug: () => undefined, group: async (_title, body) => await body() }
      const readFile = async (path: string): Promise<string | undefined> =>
        path === 'ecs/app.json' ? definition(release) : undefined
      const aws = {
        sts: createSts(),
        imageTags: createEcrTags(),
        ecs: createEcs(),
        logs: createLogs(),
        targetHealth: createTargetHealth(),
        probe: createProbe(),
      }
      const inputs: DeployRequest = {
        cluster: 'main',
        service: 'web',
        taskDefinition: 'ecs/app.json',
        container: '',
        image,
        timeoutMs: 600_000,
        pollMs: 50,
        verify: verifyAs(release.version),
        ...release.inputs,
      }
      const signal = release.signal ?? new AbortController().signal
      return await deployService(inputs, { ...aws, clock: systemClock, log, mask: () => {}, readFile }, signal)
    },
    writes: (from) =>
      rig.cloud.timeline.events
        .slice(from)
        .flatMap((event) => (event.kind === 'call' && event.service === 'ecs' ? event.operation : []))
        .filter((call) => writing.test(call)),
    mark: () => rig.cloud.timeline.events.length,
  }
}

/** The rig's image as ecr-push names one. */
async function imageByDigest({ cloud }: EcsRig): Promise<string> {
  const ecs = createEcs()
  const [deployed] = await ecs.listServiceDeployments({ cluster: 'main', service: 'web' })
  const [revision] = await ecs.describeServiceRevisions([deployed?.targetRevisionArn ?? ''])
  return `${cloud.registryHost}/app@${revision?.images[0]?.digest}`
}
