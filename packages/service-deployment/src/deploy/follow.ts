import { runLoop, type Clock } from '@slipway/control-loop'
import type { DeploymentWatch } from '../deployment-watch.ts'
import type { Judgement, Log } from '@slipway/outcome'
import {
  decide,
  verified,
  type Observation,
  type Plan,
  type RolloutCommand,
  type RolloutEnd,
  type ServiceDeployment,
  type Verified,
} from '@slipway/rollout'

export interface FollowPorts {
  readonly watch: DeploymentWatch
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  /** Asks the gate; it answers by `until`, in epoch milliseconds. */
  readonly verify: (until: number) => Promise<Judgement>
}

export interface Followed {
  readonly end: RolloutEnd
  /** As it was seen last. */
  readonly deployment: ServiceDeployment | undefined
  readonly verified: Verified
}

/** Service events are asked for at every third look: they explain, they do not decide. */
const newsEvery = 3

/** Follows one service deployment to its end, does what is decided on the way, and says what changes. */
export async function follow(plan: Plan, ports: FollowPorts): Promise<Followed> {
  const { watch, log, signal } = ports
  let seen: Observation | undefined
  let looks = 0
  const end = await runLoop<Observation, RolloutCommand, RolloutEnd>({
    clock: patient(ports.clock),
    signal,
    async observe() {
      seen = await watch.look()
      if (looks++ % newsEvery === 0 && !signal.aborted) await tellNews(watch, log)
      return seen
    },
    decide: (observation, now) => decide(plan, observation, now),
    execute: (command) => execute(command, ports),
    say: (because) => log.info(because),
  })
  return { end, deployment: seen?.deployment, verified: seen === undefined ? 'false' : verified(seen) }
}

/** After a cancellation only the wait that it interrupted is cut short. */
function patient(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    sleep: (ms, signal) => (signal?.aborted === true ? clock.sleep(ms) : clock.sleep(ms, signal)),
  }
}

async function execute(command: RolloutCommand, { watch, verify, log }: FollowPorts): Promise<void> {
  switch (command.kind) {
    case 'verify':
      watch.keep(command.hookId, await verify(command.until))
      return
    case 'answer':
      log.info(`ContinueServiceDeployment ${command.answer.action} to hook ${command.hookId}`)
      await watch.answer(command.hookId, command.answer)
      return
    case 'stop':
      log.info('StopServiceDeployment ROLLBACK')
      await watch.stop()
  }
}

async function tellNews(watch: DeploymentWatch, log: Log): Promise<void> {
  for (const { at, message } of await watch.news()) log.info(`event ${new Date(at).toISOString()}: ${message}`)
}
