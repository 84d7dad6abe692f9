import { Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { definitionArn, revisionArn } from './memory-ecs.ts'
import { play, type Scenario } from './scenes.ts'

const short: Scenario = {
  past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'ROLLBACK_SUCCESSFUL r3 -> r2'],
  targetGroups: ['arn:targetgroup/blue/1'],
  targets: ['healthy', 'healthy'],
}

describe('undone already, but not running as it is wanted: deployed again', () => {
  it.for([
    {
      name: 'one task of two runs',
      service: { revisions: [{ arn: revisionArn('r2'), running: 1 }] },
      because: '1 of 2 wanted tasks run',
    },
    {
      name: 'one task of two runs, and to: names it',
      to: revisionArn('r2'),
      service: { revisions: [{ arn: revisionArn('r2'), running: 1 }] },
      because: '1 of 2 wanted tasks run',
    },
    {
      name: 'a task fails its health checks',
      running: [{ taskDefinitionArn: definitionArn(2), health: 'UNHEALTHY' }],
      because: '1 of 2 running tasks are UNHEALTHY',
    },
    { name: 'no target is healthy', targets: ['unhealthy'], because: 'in the target group blue are unhealthy' },
    {
      name: 'no task is wanted',
      service: { desiredCount: 0, revisions: [{ arn: revisionArn('r2'), running: 0 }] },
      because: 'none of its tasks runs',
    },
  ])('$name', async ({ because, ...scenario }) => {
    const { result, ecs } = await play({ ...short, ...scenario })
    expect(result.judgement.reason).toBe('restored')
    expect(ecs.writes).toEqual(['UpdateService api:2'])
    expect(result.plan.because).toContain(because)
  })

  it('what cannot be looked at is said', async () => {
    const onTargets = (): void => {
      throw new Failure('AWS_ACCESS_DENIED', 'elasticloadbalancing:DescribeTargetHealth is denied')
    }
    const { result, ecs, log } = await play({ ...short, onTargets })
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'already-there' })
    expect(result.judgement.message).toMatch(/could not be looked at: the target group blue \(elastic/)
    expect(log).toContain(`warning: ${result.judgement.message}`)
    expect(ecs.writes).toEqual([])
  })
})
