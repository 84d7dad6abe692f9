import { collect, type Records } from '../evidence/collect.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { readLastLines } from '../evidence/read-log.ts'
import { readDigests } from '../evidence/read-registry.ts'
import { readDeployments, readRunning } from '../evidence/read-service.ts'
import type { Window } from '../evidence/timeline-facts.ts'
import { alarmName } from '../infrastructure/alarm.ts'
import { repository } from '../infrastructure/registry.ts'
import { cluster, service } from '../infrastructure/service.ts'
import { untilEvent } from '../infrastructure/wait.ts'
import type { Load } from '../load/load.ts'
import type { Played } from '../report/scenario-report.ts'
import type { Environment } from '../environment.ts'
import { said } from './said.ts'
import type { Scenario } from './scenario.ts'
import { scene } from './scene.ts'

/** Log lines kept of a task that ended. */
const lastLines = 6

/** Plays a scenario under the load, then reads from the cloud and the load what came of it. */
export async function perform(
  scenario: Scenario,
  environment: Environment,
  load: Load,
  say: (line: string) => void,
): Promise<Played> {
  await quiet(environment)
  const from = Date.now()
  const on = scene(environment, say)
  const candidate = await scenario.play(on)
  await load.flush()
  const to = Date.now()
  const evidence = collect(await records(environment, load, { from, to }), { from, to }, candidate)
  const { name, title, about, needs, expected } = scenario
  const lines = await linesOf(environment, evidence)
  return { name, title, about, needs, expected, said: said(on.steps), evidence, steps: on.steps, lastLines: lines }
}

/** An alarm that is still on from the scenario before would be no guard for the next one. */
async function quiet({ cloud: { timeline } }: Environment): Promise<void> {
  const last = timeline.events.findLast((event) => event.kind === 'alarm' && event.alarmName === alarmName)
  if (last?.kind !== 'alarm' || last.state !== 'ALARM') return
  const calm = `the alarm ${alarmName} returning to OK`
  await untilEvent(timeline, last.at, calm, (event) => event.kind === 'alarm' && event.state !== 'ALARM')
}

async function records(
  { cloud, clients, balancer, builds }: Environment,
  load: Load,
  { from, to }: Window,
): Promise<Records> {
  return {
    events: cloud.timeline.events,
    samples: load.samples,
    heldBack: load.heldBack,
    late: cloud.lateness.between(from, to),
    deployments: await readDeployments(clients.ecs, cluster, service),
    running: await readRunning(clients.ecs, cluster, service),
    held: await readDigests(clients.ecr, repository),
    builds,
    productionRuleArn: balancer.production.ruleArn,
    testRuleArn: balancer.test.ruleArn,
  }
}

async function linesOf({ clients }: Environment, { stopped }: Evidence): Promise<Played['lastLines']> {
  const crashed = stopped.filter((task) => task.stopCode === 'EssentialContainerExited')
  const read = crashed.map(async ({ arn }) => [arn, await readLastLines(clients.logs, arn, lastLines)] as const)
  return new Map(await Promise.all(read))
}
