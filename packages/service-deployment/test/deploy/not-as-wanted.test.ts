import { Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { past, running } from './scenes.ts'
import { play, type Scenario } from './world.ts'

const short: Scenario = {
  definitions: running,
  service: { taskDefinition: 'td/api:2' },
  past: [past('SUCCESSFUL', 'rev/2')],
  revisions: { 'rev/2': 'td/api:2' },
  targetGroups: ['arn:targetgroup/blue/1'],
  targets: ['healthy', 'healthy'],
}
const refuse = (call: string, code: string) => (made: string) => {
  if (made.startsWith(call)) throw new Failure(code, `${call}: ${code}`)
}

/** What is deployed already, and does not run as it is wanted: ECS judges it anew. */
const shortfalls: readonly (Scenario & { readonly name: string; readonly because: RegExp })[] = [
  { name: 'no task runs', service: { runningCount: 0 }, because: /0 of 2 wanted tasks run/ },
  { name: 'one task of two runs', service: { runningCount: 1 }, because: /1 of 2 wanted tasks run/ },
  {
    name: 'what runs is another revision',
    service: { runningCount: 2, revisions: [{ arn: 'rev/2', running: 0 }] },
    because: /0 of 2 wanted tasks run/,
  },
  {
    name: 'what runs is a revision that is on its way out alone',
    service: { runningCount: 2, revisions: [{ arn: 'rev/1', running: 2 }] },
    because: /0 of 2 wanted tasks run/,
  },
  {
    name: 'a task fails its health checks',
    running: [{ taskDefinitionArn: 'td/api:2', health: 'UNHEALTHY' }],
    because: /1 of 2 running tasks are UNHEALTHY/,
  },
  { name: 'a target is unhealthy', targets: ['healthy', 'unhealthy'], because: /target group blue are unhealthy/ },
]

describe('deployed already, but not running as it is wanted', () => {
  it.for(shortfalls)('$name', async ({ because, service, ...scenario }) => {
    const { result, ecs, log } = await play({ ...short, ...scenario, service: { ...short.service, ...service } })
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
    expect(ecs.writes).toEqual(['UpdateService td/api:2 forced'])
    expect(log.join('\n')).toMatch(because)
  })

  it.for([
    ['ListTasks RUNNING', 'AWS_ACCESS_DENIED'],
    ['DescribeTargetHealth', 'AWS_ACCESS_DENIED'],
    ['DescribeTargetHealth', 'AWS_UNREACHABLE'],
  ] as const)('what cannot be looked at is said: %s, %s', async ([call, code]) => {
    const { result, ecs, log } = await play({ ...short, onCall: refuse(call, code) })
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'unchanged' })
    expect(result.judgement.message).toMatch(new RegExp(`could not be looked at: .*${call}`))
    expect(log.filter((line) => line.startsWith('warning: '))).toEqual([`warning: ${result.judgement.message}`])
    expect(ecs.writes).toEqual([])
  })

  it('a task of another definition does not count', async () => {
    const { result } = await play({ ...short, running: [{ taskDefinitionArn: 'td/api:1', health: 'UNHEALTHY' }] })
    expect(result.judgement.reason).toBe('unchanged')
  })
})
