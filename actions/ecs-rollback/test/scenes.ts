import type { Log } from '@slipway/outcome'
import type { Clock } from '@slipway/control-loop'
import type { RollbackRequest } from '@slipway/service-deployment/rollback/request'
import type { Result } from '@slipway/service-deployment/rollback/result'
import { rollBackService } from '@slipway/service-deployment/rollback/roll-back-service'
import { memoryEcs, revisionArn, type MemoryEcs, type MemoryOptions } from './memory-ecs.ts'

function instantClock(): Clock {
  let now = 500
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms
    },
  }
}

export interface Scenario extends MemoryOptions {
  readonly to?: string
  readonly timeoutMs?: number
  /** States of the targets in every target group. */
  readonly targets?: readonly string[]
  /** Called when they are asked for; may throw. */
  readonly onTargets?: () => void
}

export interface Played {
  readonly result: Result
  readonly ecs: MemoryEcs
  readonly log: readonly string[]
}

export async function play(scenario: Scenario, signal = new AbortController().signal): Promise<Played> {
  const ecs = memoryEcs(scenario)
  const lines: string[] = []
  const add = (line: string): void => void lines.push(line)
  const log: Log = {
    info: add,
    warning: (line) => add(`warning: ${line}`),
    debug: add,
    group: async (_title, body) => await body(),
  }
  const inputs: RollbackRequest = {
    cluster: 'shop',
    service: 'api',
    to: scenario.to ?? '',
    timeoutMs: scenario.timeoutMs ?? 60_000,
    pollMs: 5_000,
  }
  const sts = { whoAmI: async () => ({ accountId: '123456789012', arn: 'arn:role/deploy', region: 'eu-west-1' }) }
  const logs = { lastLines: async () => [] }
  const targetHealth = {
    async statesIn() {
      scenario.onTargets?.()
      return scenario.targets ?? []
    },
  }
  const result = await rollBackService(inputs, { sts, ecs, logs, targetHealth, clock: instantClock(), log }, signal)
  return { result, ecs, log: lines }
}

export interface Row extends Scenario {
  readonly name: string
  /** `VERDICT REASON`, and the service revision that the service is left with. */
  readonly is: string
  readonly revision?: string
  readonly writes: readonly string[]
}

export const goes = (revision: string) => ({
  status: 'ROLLBACK_SUCCESSFUL',
  rollback: { serviceRevisionArn: revisionArn(revision) },
})
/** A definition of which two revisions run different digests of one tag. */
export const latest = { images: { 1: 'host:5000/api:latest' }, runs: { r2: '1' } } as const
export const hooks = [{ targetType: 'PAUSE', stages: ['POST_TEST_TRAFFIC_SHIFT'] }]
export const pause = { hookId: 'h1', targetType: 'PAUSE', status: 'AWAITING_ACTION', timeoutAction: 'ROLLBACK' }
export const paused = { status: 'IN_PROGRESS', lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT', hooks: [pause] }

export type Told = Pick<Row, 'is' | 'revision' | 'writes'>

/** What a rollback is seen to do, in a row's own words; the service revision only where the row names one. */
export async function played(row: Row): Promise<Told> {
  const { result, ecs } = await play(row)
  const is = `${result.judgement.verdict} ${result.judgement.reason}`
  const seen = { is, writes: ecs.writes }
  return row.revision === undefined ? seen : { ...seen, revision: result.serviceRevisionArn.split('/').at(-1) ?? '' }
}

export const told = ({ is, revision, writes }: Row): Told =>
  revision === undefined ? { is, writes } : { is, writes, revision }
