import { expect, it } from 'vitest'
import {
  decide,
  type HandledHook,
  type Observation,
  type Plan,
  type RolloutCommand,
  type RolloutDecision,
  type ServiceDeployment,
} from '@slipway/rollout'
import { now, observation, pause, plan } from './observations.ts'

export interface Row {
  readonly name: string
  readonly plan?: Partial<Plan>
  readonly seen?: Partial<Observation>
  readonly of?: Partial<ServiceDeployment>
  /** Milliseconds after `now`. */
  readonly at?: number
  /** `wait MS`, `VERDICT REASON`, or a command. */
  readonly is: string
  readonly because?: RegExp
}

export const handled = (hook: HandledHook, hookId = 'h1'): Pick<Observation, 'handled'> => ({
  handled: new Map([[hookId, hook]]),
})
export const passed: HandledHook = { verification: { verdict: 'pass', reason: 'healthy', message: '3 in a row' } }
export const failed: HandledHook = { verification: { verdict: 'fail', reason: 'wrong-version', message: 'saw 1.0.0' } }
export const unsure: HandledHook = {
  verification: { verdict: 'inconclusive', reason: 'unreachable', message: 'no answer' },
}
export const rolledBack: HandledHook = {
  ...failed,
  answer: { action: 'ROLLBACK', reason: 'verification-failed', message: 'saw 1.0.0' },
}
export const atTest: Partial<ServiceDeployment> = { lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT', hooks: [pause()] }

/** One test a row, and none of a name that comes twice. */
export function decides(rows: readonly Row[]): void {
  it.for(rows)('$name', (row) => {
    const decision = decide({ ...plan, ...row.plan }, observation(row.seen, row.of), now + (row.at ?? 0))
    expect(show(decision)).toBe(row.is)
    expect(decision.because).toMatch(row.because ?? /./)
  })

  it('has no name twice', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
  })
}

function show(decision: RolloutDecision): string {
  switch (decision.kind) {
    case 'wait':
      return `wait ${decision.ms}`
    case 'end':
      return `${decision.end.verdict} ${decision.end.reason}`
    case 'act':
      return showCommand(decision.command)
  }
}

function showCommand(command: RolloutCommand): string {
  switch (command.kind) {
    case 'stop':
      return 'stop'
    case 'verify':
      return `verify ${command.hookId} until ${command.until - now}`
    case 'answer': {
      const { action, reason } = { reason: undefined, ...command.answer }
      return `${action} ${command.hookId}${reason === undefined ? '' : ` ${reason}`}`
    }
  }
}
