import type { Log } from '@slipway/outcome'
import type { Clock } from '@slipway/control-loop'
import type { ProbeResult } from '@slipway/probe'
import type { DeployRequest } from '../../src/deploy/request.ts'
import type { Ports } from '../../src/deploy/ports.ts'
import type { Result } from '../../src/deploy/result.ts'
import { deployService } from '../../src/deploy/deploy-service.ts'
import { memoryEcs, type MemoryEcs, type MemoryOptions } from './memory-ecs.ts'

/** A clock on which a sleep is over at once and takes its time all the same. */
export function instantClock(start: number): Clock {
  let now = start
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms
    },
  }
}

export const image = 'registry/api@sha256:2222'

export const definition = { family: 'api', containerDefinitions: [{ name: 'api', image: 'registry/api@sha256:1111' }] }

export const inputs: DeployRequest = {
  cluster: 'shop',
  service: 'api',
  taskDefinition: 'api',
  container: '',
  image,
  timeoutMs: 600_000,
  pollMs: 5_000,
  verify: undefined,
}

export const verify: NonNullable<DeployRequest['verify']> = {
  url: 'http://test.example/version',
  version: '2.0.0',
  timeoutMs: 60_000,
  intervalMs: 1_000,
  attemptTimeoutMs: 1_000,
  successes: 3,
}

export interface Scenario extends MemoryOptions {
  readonly inputs?: Partial<DeployRequest>
  readonly files?: Readonly<Record<string, string>>
  /** What a probe of verify-url comes back with. */
  readonly answer?: () => ProbeResult
  readonly logs?: readonly string[]
  /** Digests of `REPOSITORY:TAG` in the registry `registry.example`. */
  readonly tags?: Readonly<Record<string, string>>
  /** States of the targets in every target group. */
  readonly targets?: readonly string[]
  /** Aborted: the job is cancelled from the start. Or abort it in a callback. */
  readonly abort?: AbortController
}

export interface Played {
  readonly result: Result
  readonly ecs: MemoryEcs
  readonly log: readonly string[]
  readonly probes: number
}

export async function play(scenario: Scenario): Promise<Played> {
  const ecs = memoryEcs({ definitions: { 'td/api:1': definition }, ...scenario })
  const lines: string[] = []
  const played = { probes: 0 }
  const ports: Ports = {
    sts: { whoAmI: async () => ({ accountId: '123456789012', arn: 'arn:role/deploy', region: 'eu-west-1' }) },
    ecs,
    logs: { lastLines: async () => scenario.logs ?? [] },
    imageTags: {
      async meaningOf({ host, repository, tag }) {
        if (host !== 'registry.example') return { kind: 'elsewhere' }
        const digest = scenario.tags?.[`${repository}:${tag}`]
        return digest === undefined ? { kind: 'absent' } : { kind: 'digest', digest }
      },
    },
    targetHealth: {
      async statesIn(group) {
        scenario.onCall?.(`DescribeTargetHealth ${group}`)
        return scenario.targets ?? []
      },
    },
    probe: {
      async send() {
        played.probes++
        return scenario.answer?.() ?? answered(200, '{"version":"2.0.0"}')
      },
    },
    clock: instantClock(500),
    log: recorder(lines),
    mask: () => {},
    readFile: async (path) => scenario.files?.[path],
  }
  const signal = (scenario.abort ?? new AbortController()).signal
  const result = await deployService({ ...inputs, ...scenario.inputs }, ports, signal)
  return { result, ecs, log: lines, probes: played.probes }
}

export function answered(status: number, body: string): ProbeResult {
  return { kind: 'answered', status, headers: {}, body, address: '127.0.0.1', durationMs: 1 }
}

export const silence: ProbeResult = {
  kind: 'unreachable',
  code: 'connection-refused',
  message: 'http://test.example/version: connection refused',
  durationMs: 1,
}

function recorder(lines: string[]): Log {
  const add = (line: string): void => void lines.push(line)
  return {
    info: add,
    warning: (line) => add(`warning: ${line}`),
    debug: () => undefined,
    async group(title, body) {
      add(title)
      return await body()
    },
  }
}
