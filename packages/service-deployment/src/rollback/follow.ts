import type { Log } from '@slipway/outcome'
import type { DeploymentWatch } from '../deployment-watch.ts'
import { runLoop, type Clock } from '@slipway/control-loop'
import {
  decide,
  decideUndo,
  type HookAnswer,
  type Observation,
  type Plan,
  type RolloutCommand,
  type RolloutEnd,
  type ServiceDeployment,
  type UndoEnd,
} from '@slipway/rollout'

export interface FollowPorts {
  readonly watch: DeploymentWatch
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  /** What stands against continuing a PAUSE hook with this service revision; nothing in most cases. */
  readonly objection?: (revisionArn: string) => Promise<string | undefined>
}

export interface Followed<End> {
  readonly end: End
  /** As it was seen last. */
  readonly deployment: ServiceDeployment | undefined
}

/** Follows the deployment of the target to its end; PAUSE hooks are answered as the plan says. */
export async function followDeployment(plan: Plan, ports: FollowPorts): Promise<Followed<RolloutEnd>> {
  return await follow(ports, (observation, now) => decide(plan, observation, now))
}

/** Stops the deployment under way and follows its rollback to the end. */
export async function followUndo(plan: Plan, ports: FollowPorts): Promise<Followed<UndoEnd>> {
  return await follow(ports, (observation, now) => decideUndo(plan, observation, now))
}

type Decide<End> = Parameters<typeof runLoop<Observation, RolloutCommand, End>>[0]['decide']

async function follow<End>(ports: FollowPorts, decide: Decide<End>): Promise<Followed<End>> {
  const { watch, clock, log, signal } = ports
  let seen: Observation | undefined
  const end = await runLoop<Observation, RolloutCommand, End>({
    clock,
    signal,
    async observe() {
      return (seen = await watch.look())
    },
    decide,
    async execute(command) {
      if (command.kind === 'stop') await watch.stop()
      else if (command.kind === 'answer')
        await watch.answer(command.hookId, () => considered(command.answer, seen?.deployment, ports))
    },
    say: (because) => log.info(because),
  })
  return { end, deployment: seen?.deployment }
}

/** CONTINUE becomes ROLLBACK where something stands against it. */
async function considered(
  answer: HookAnswer,
  deployment: ServiceDeployment | undefined,
  { objection }: FollowPorts,
): Promise<HookAnswer> {
  const arn = deployment?.target?.arn
  if (answer.action !== 'CONTINUE' || arn === undefined || objection === undefined) return answer
  const message = await objection(arn)
  return message === undefined ? answer : { action: 'ROLLBACK', reason: 'verification-failed', message }
}
