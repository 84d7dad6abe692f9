import type { EcsPort, EcsService, JsonObject, RegisteredDefinition, RunningTask } from '@slipway/aws/ecs'
import type { PastDeployment, ServiceDeployment, StoppedTask } from '@slipway/rollout'

/** What the deployment that UpdateService starts shows, one look after the other; the last one stays. */
export type Frames = readonly Partial<ServiceDeployment>[]

export interface MemoryOptions {
  /** DescribeServices is never answered. */
  readonly hangs?: boolean
  readonly service?: Partial<EcsService> | undefined
  /** Registered revisions by ARN `td/FAMILY:N`. */
  readonly definitions?: Readonly<Record<string, JsonObject>>
  /** Of those, the ones that are deregistered. */
  readonly inactive?: readonly string[]
  readonly past?: readonly PastDeployment[]
  /** Task definitions of service revisions, by revision ARN. */
  readonly revisions?: Readonly<Record<string, string>>
  /** Digests of the container `api`, by service revision. */
  readonly digests?: Readonly<Record<string, string>>
  /** What is under way succeeds when the deployments have been listed so many times. */
  readonly succeedsAfter?: number
  readonly frames?: Frames
  /** Deployments that somebody else starts right after UpdateService. */
  readonly later?: readonly PastDeployment[]
  readonly running?: readonly RunningTask[]
  readonly stopped?: readonly StoppedTask[]
  /** Target groups that every revision serves from. */
  readonly targetGroups?: readonly string[]
  /** Called before each call; may throw. */
  readonly onCall?: (call: string) => void
}

export interface MemoryEcs extends EcsPort {
  /** Calls that change something, as one line each. */
  readonly writes: readonly string[]
  readonly registered: readonly JsonObject[]
}

/** ECS in memory: keeps what is registered, starts one deployment, and plays its frames. */
export function memoryEcs(options: MemoryOptions): MemoryEcs {
  const writes: string[] = []
  const registered: JsonObject[] = []
  const definitions = new Map(Object.entries(options.definitions ?? {}))
  const revisions = new Map(Object.entries(options.revisions ?? {}))
  const past: PastDeployment[] = [...(options.past ?? [])]
  let look = 0
  let lists = 0
  const imagesOf = (arn: string) => {
    const digest = options.digests?.[arn]
    return [{ container: 'api', image: '', digest }]
  }
  const called = (call: string): void => options.onCall?.(call)
  const wrote = (call: string): void => {
    called(call)
    writes.push(call)
  }
  return {
    writes,
    registered,
    async describeService() {
      if (options.hangs === true) return await new Promise<never>(() => undefined)
      called('DescribeServices')
      return 'service' in options && options.service === undefined ? undefined : { ...service, ...options.service }
    },
    async updateService(_ref, { taskDefinition, forceNewDeployment }) {
      wrote(`UpdateService ${taskDefinition}${forceNewDeployment === undefined ? '' : ' forced'}`)
      revisions.set('rev/new', taskDefinition)
      past.unshift({ arn: 'sd/new', status: 'PENDING', createdAt: 1_000, targetRevisionArn: 'rev/new' })
      past.unshift(...(options.later ?? []))
    },
    async describeTaskDefinition(reference) {
      called('DescribeTaskDefinition')
      const found = latest(definitions, reference)
      return found !== undefined && options.inactive?.includes(found.arn) ? { ...found, status: 'INACTIVE' } : found
    },
    async registerTaskDefinition(document) {
      const arn = `td/${String(document['family'])}:${definitions.size + 1}`
      wrote(`RegisterTaskDefinition ${arn}`)
      registered.push(document)
      definitions.set(arn, document)
      return arn
    },
    async listServiceDeployments(_ref, { after = 0 } = {}) {
      called('ListServiceDeployments')
      if (++lists === options.succeedsAfter) past.splice(0, past.length, ...past.map(succeeded))
      return past.filter(({ createdAt }) => createdAt >= after).toSorted((a, b) => b.createdAt - a.createdAt)
    },
    async describeServiceDeployment(arn) {
      called('DescribeServiceDeployments')
      const frames = options.frames ?? [{ status: 'SUCCESSFUL' }]
      const frame = frames[Math.min(look++, frames.length - 1)]
      return {
        arn,
        status: 'IN_PROGRESS',
        createdAt: 1_000,
        sources: [],
        hooks: [],
        target: { arn: 'rev/new', requested: 1 },
        ...frame,
      }
    },
    async describeServiceRevisions(arns) {
      called('DescribeServiceRevisions')
      return arns.map((arn) => ({
        arn,
        taskDefinition: revisions.get(arn) ?? '',
        images: imagesOf(arn),
        targetGroups: options.targetGroups ?? [],
      }))
    },
    async stopServiceDeployment(arn) {
      wrote(`StopServiceDeployment ${arn}`)
      return { kind: 'sent' }
    },
    async continueServiceDeployment(_arn, hookId, action) {
      wrote(`ContinueServiceDeployment ${hookId} ${action}`)
      return { kind: 'sent' }
    },
    async runningTasks() {
      called('ListTasks RUNNING')
      return options.running ?? []
    },
    async stoppedTasks() {
      called('ListTasks')
      return options.stopped ?? []
    },
  }
}

function succeeded(past: PastDeployment): PastDeployment {
  return { ...past, status: 'SUCCESSFUL' }
}

const service: EcsService = {
  arn: 'service/shop/api',
  status: 'ACTIVE',
  taskDefinition: 'td/api:1',
  desiredCount: 2,
  runningCount: 2,
  revisions: [],
  schedulingStrategy: 'REPLICA',
  controller: 'ECS',
  strategy: 'BLUE_GREEN',
  hooks: [],
  events: [],
}

function latest(definitions: ReadonlyMap<string, JsonObject>, reference: string): RegisteredDefinition | undefined {
  const arns = [...definitions.keys()]
  const arn = definitions.has(reference) ? reference : arns.findLast((one) => one.startsWith(`td/${reference}:`))
  if (arn === undefined) return undefined
  const document = { ...definitions.get(arn), taskDefinitionArn: arn, revision: 1, status: 'ACTIVE' }
  return { arn, family: 'api', status: 'ACTIVE', document, tags: [] }
}
