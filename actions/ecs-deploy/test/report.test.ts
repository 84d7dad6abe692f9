import { expect, test } from 'vitest'
import { report } from '../src/report.ts'
import type { Result } from '@slipway/service-deployment/deploy/result'

const result: Result = {
  judgement: { verdict: 'fail', reason: 'circuit-breaker', message: 'the circuit breaker was triggered' },
  ref: { cluster: 'shop', service: 'api' },
  image: 'registry/api@sha256:2222',
  taskDefinitionArn: 'td/api:2',
  serviceDeploymentArn: 'sd/new',
  verified: 'true',
  deployment: {
    arn: 'sd/new',
    status: 'ROLLBACK_SUCCESSFUL',
    sources: [],
    hooks: [],
    circuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
  },
  evidence: {
    tasks: [
      {
        taskArn: 'task/shop/abc',
        taskDefinitionArn: 'td/api:2',
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        containers: [{ name: 'api', exitCode: 1, log: ['</pre><img src=x onerror=alert(1)>', '| pipe'] }],
      },
    ],
    events: [{ id: 'e1', at: 0, message: '(service api) [deployment](http://evil.example) failed' }],
    missing: [],
  },
  durationMs: 61_000,
}

/** The annotation is all that some readers see. */
const told =
  'the circuit breaker was triggered; 1 task stopped: api exited with code 1, last line "| pipe"; next: fix the release and deploy it again'

test('a failure sets every output and names verdict, reason and message, with the cause and the next step', () => {
  const { outputs, failure } = report(result)
  expect(outputs).toEqual({
    verdict: 'fail',
    reason: 'circuit-breaker',
    message: told,
    'service-deployment-arn': 'sd/new',
    'task-definition-arn': 'td/api:2',
    verified: 'true',
  })
  expect(failure).toBe(`ecs-deploy: fail, ${told} (circuit-breaker)`)
})

test.for([
  ['rolled back', 'ROLLBACK_SUCCESSFUL', 'fix the release and deploy it again'],
  ['left half-way', 'STOPPED', 'run ecs-rollback, because the service was left half-way, or deploy again'],
] as const)('the next step after a deployment that was %s', ([, status, next]) => {
  const deployment = { arn: 'sd/new', status, sources: [], hooks: [] }
  expect(report({ ...result, deployment }).outputs['message']).toMatch(new RegExp(`; next: ${next}$`))
})

test('a refusal before anything was deployed says what it says', () => {
  const { evidence: _, deployment: __, ...refused } = result
  expect(report(refused).outputs['message']).toBe('the circuit breaker was triggered')
})

test('the summary shows the breaker, the stops with exit codes, the log and the events', () => {
  const { summary } = report(result)
  expect(summary).toContain('### ecs-deploy: fail (circuit-breaker)')
  expect(summary).toMatch(/circuit breaker \| TRIGGERED 3 failed tasks, threshold 3/)
  expect(summary).toMatch(/\| 1 \| EssentialContainerExited \| Essential container in task exited \| api exit 1 \|/)
  expect(summary).toContain('#### Service events')
  expect(summary).toContain('| verified | true |')
})

test('the summary has references as they are copied', () => {
  const deployment = {
    arn: 'sd/new',
    status: 'ROLLBACK_SUCCESSFUL',
    sources: [],
    hooks: [],
    alarms: { status: 'TRIGGERED', triggered: ['too_many#5xx'] },
    rollback: { serviceRevisionArn: 'sr/shop/api_1/7' },
  } as const
  const { summary } = report({ ...result, ref: { cluster: 'shop_eu', service: 'api_1' }, deployment })
  expect(summary).toContain('| service | `api_1` in cluster `shop_eu` |')
  expect(summary).toContain('| image | `registry/api@sha256:2222` |')
  expect(summary).toContain('| task definition | `td/api:2` |')
  expect(summary).toContain('| service deployment | `sd/new` |')
  expect(summary).toContain('| triggered alarms | `too_many#5xx` |')
  expect(summary).toContain('| rolled back to | `sr/shop/api_1/7` |')
  expect(summary).not.toContain('\u200B')
})

test('foreign text stays text', () => {
  const { summary } = report(result)
  expect(summary).not.toContain('<img')
  expect(summary).not.toContain('](http')
  expect(summary.match(/<\/pre>/g)).toHaveLength(1)
})

test('a pass does not fail the step', () => {
  const judgement = { verdict: 'pass', reason: 'deployed', message: 'sd/new is SUCCESSFUL' } as const
  const { evidence: _, ...rest } = result
  expect(report({ ...rest, judgement })).not.toHaveProperty('failure')
})
