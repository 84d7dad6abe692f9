import type {
  EcsPort,
  EcsService,
  JsonObject,
  RegisteredDefinition,
  RunningTask,
  ServiceRevision,
} from '@slipway/aws/ecs'
import type { PastDeployment, ServiceDeployment } from '@slipway/rollout'

type Frame = Partial<ServiceDeployment> & { readonly status: string }

export interface MemoryOptions {
  /** From this call on, counted from 1, DescribeServices is never answered. */
  readonly hangsFrom?: number
  readonly service?: Partial<EcsService>
  /** `STATUS rN` or `STATUS rN -> rM`, oldest first; deployment `sd/N` of revision `rN` runs `td:N`. */
  readonly past: readonly string[]
  /** Task definitions of revisions that do not run the one of their own number. */
  readonly runs?: Readonly<Record<string, string>>
  /** Images that task definitions name; `registry/api:N` where nothing is said. */
  readonly images?: Readonly<Record<string, string>>
  /** More members of task definitions. */
  readonly more?: Readonly<Record<string, JsonObject>>
  /** Image digests of revisions whose definition names a tag; otherwise the digest is that of the definition. */
  readonly digests?: Readonly<Record<string, string | undefined>>
  /** Thrown when the revision that UpdateService made is asked for. */
  readonly unreadable?: Error
  /** Called when the revision that UpdateService made is asked for. */
  readonly onCompare?: () => void
  readonly inactive?: readonly string[]
  readonly running?: readonly RunningTask[]
  /** Target groups that every revision serves from. */
  readonly targetGroups?: readonly string[]
  /** What the deployments of UpdateService show, look after look; the last one stays. */
  readonly frames?: readonly Frame[]
  /** What a deployment under way shows, look after look, before a stop. */
  readonly moving?: readonly Frame[]
  /** What it shows after StopServiceDeployment. */
  readonly afterStop?: readonly Frame[]
  /** What a stop is answered with. */
  readonly stopRefused?: string
}

export interface MemoryEcs extends EcsPort {
  /** Calls that change something, as one line each. */
  readonly writes: readonly string[]
}

const serviceArn = 'arn:aws:ecs:eu-west-1:123456789012:service/shop/api'

export function revisionArn(name: string): string {
  return `arn:aws:ecs:eu-west-1:123456789012:service-revision/shop/api/${name}`
}

export function definitionArn(number: number | string): string {
  return `arn:aws:ecs:eu-west-1:123456789012:task-definition/api:${number}`
}

/** ECS in memory: a history, and deployments that show one frame after the other. The first that is made is `new`. */
export function memoryEcs(options: MemoryOptions): MemoryEcs {
  const writes: string[] = []
  let made = 0
  let asked = 0
  const registered = new Map<string, JsonObject>()
  const deployments = options.past.map(parse)
  const played = new Map<string, { frames: readonly Frame[]; look: number }>()
  const runs = new Map(Object.entries(options.runs ?? {}).map(([name, td]) => [revisionArn(name), definitionArn(td)]))
  for (const { arn, status } of deployments) {
    if (/^(PENDING|IN_PROGRESS|ROLLBACK_IN_PROGRESS|ROLLBACK_REQUESTED)$/.test(status)) {
      played.set(arn, { frames: options.moving ?? [{ status }], look: 0 })
    }
  }
  const definitionOf = (arn: string): string => runs.get(arn) ?? definitionArn(arn.replace(/.*\/r/, ''))
  const show = (past: PastDeployment): PastDeployment => {
    const script = played.get(past.arn)
    const frame = script?.frames[Math.min(Math.max(0, script.look - 1), script.frames.length - 1)]
    return frame === undefined ? past : { ...past, status: frame.status, rolledBackTo: undefined }
  }
  const describe = (arn: string): RegisteredDefinition => {
    const status = options.inactive?.includes(arn) === true ? 'INACTIVE' : 'ACTIVE'
    const number = arn.split(':').at(-1) ?? ''
    const image = options.images?.[number] ?? `registry/api:${number}`
    const made = { family: 'api', containerDefinitions: [{ name: 'api', image }], ...options.more?.[number] }
    const document = registered.get(arn) ?? made
    return { arn, family: 'api', status, document, tags: [] }
  }
  const revision = (arn: string): ServiceRevision => {
    const taskDefinition = definitionOf(arn)
    const name = arn.split('/').at(-1) ?? ''
    const given = options.digests ?? {}
    const image = imageIn(describe(taskDefinition))
    const named = image.includes('@') ? image.split('@').at(-1) : `sha256:${taskDefinition.split(':').at(-1)}`
    const digest = name in given ? given[name] : named
    return {
      arn,
      taskDefinition,
      images: [{ container: 'api', image, digest }],
      targetGroups: options.targetGroups ?? [],
    }
  }
  const service: EcsService = {
    arn: serviceArn,
    status: 'ACTIVE',
    taskDefinition: '',
    desiredCount: 2,
    runningCount: 2,
    revisions: ['r1', 'r2', 'r3', 'r4'].map((name) => ({ arn: revisionArn(name), running: 2 })),
    schedulingStrategy: 'REPLICA',
    controller: 'ECS',
    strategy: 'BLUE_GREEN',
    hooks: [],
    events: [],
  }
  let looks = 0
  return {
    writes,
    async describeService() {
      if (++looks >= (options.hangsFrom ?? Infinity)) return await new Promise<never>(() => undefined)
      return { ...service, ...options.service }
    },
    async updateService(_ref, { taskDefinition, forceNewDeployment }) {
      writes.push(
        `UpdateService ${taskDefinition.split('/').at(-1)}${forceNewDeployment === undefined ? '' : ' forced'}`,
      )
      const name = made++ === 0 ? 'new' : `new${made}`
      runs.set(revisionArn(name), taskDefinition)
      const createdAt = 1_000 + made
      deployments.push({ arn: `sd/${name}`, status: 'PENDING', createdAt, targetRevisionArn: revisionArn(name) })
      const frames = made === 1 ? options.frames : undefined
      played.set(`sd/${name}`, { frames: frames ?? [{ status: 'SUCCESSFUL' }], look: 0 })
    },
    async describeTaskDefinition(reference) {
      return describe(reference === 'api' ? ([...registered.keys()].at(-1) ?? definitionArn(1)) : reference)
    },
    async registerTaskDefinition(document) {
      const arn = definitionArn(100 + registered.size)
      registered.set(arn, document)
      writes.push(`RegisterTaskDefinition ${imageIn({ ...describe(arn), document })}`)
      return arn
    },
    async listServiceDeployments(_ref, { after = 0 } = {}) {
      return deployments
        .map((one) => ({ ...show(one), rolledBackTo: undefined }))
        .filter(({ createdAt }) => createdAt >= after)
        .toReversed()
    },
    async describeServiceDeployment(arn) {
      const past = deployments.find((one) => one.arn === arn)
      if (past === undefined) return undefined
      const script = played.get(arn)
      const frame = script?.frames[Math.min(script.look++, script.frames.length - 1)]
      const rollback = past.rolledBackTo === undefined ? undefined : { serviceRevisionArn: past.rolledBackTo }
      return {
        arn,
        status: past.status,
        createdAt: past.createdAt,
        sources: [],
        hooks: [],
        target: { arn: past.targetRevisionArn, requested: 2 },
        rollback,
        ...frame,
      }
    },
    async describeServiceRevisions(arns) {
      if (arns.includes(revisionArn('new'))) options.onCompare?.()
      if (options.unreadable !== undefined && arns.includes(revisionArn('new'))) {
        if (asked++ > 0) throw options.unreadable
      }
      return arns.map(revision)
    },
    async stopServiceDeployment(arn) {
      writes.push(`StopServiceDeployment ${arn}`)
      played.set(arn, { frames: options.afterStop ?? [{ status: 'ROLLBACK_IN_PROGRESS' }], look: 0 })
      return options.stopRefused === undefined ? { kind: 'sent' } : { kind: 'refused', message: options.stopRefused }
    },
    async continueServiceDeployment(_arn, hookId, action) {
      writes.push(`ContinueServiceDeployment ${hookId} ${action}`)
      return { kind: 'sent' }
    },
    async runningTasks() {
      return options.running ?? []
    },
    async stoppedTasks() {
      return []
    },
  }
}

function imageIn({ document }: RegisteredDefinition): string {
  const [container] = document['containerDefinitions'] as readonly { readonly image: string }[]
  return container?.image ?? ''
}

function parse(line: string, index: number): PastDeployment {
  const [status = '', target = '', , back] = line.split(' ')
  const rolledBackTo = back === undefined ? undefined : revisionArn(back)
  return { arn: `sd/${index + 1}`, status, createdAt: index + 1, targetRevisionArn: revisionArn(target), rolledBackTo }
}
