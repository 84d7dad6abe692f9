import { expect, test } from 'vitest'
import { report } from '../src/report.ts'
import type { Result } from '../src/result.ts'

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

test('a failure sets every output and names verdict, reason and message', () => {
  const { outputs, failure } = report(result)
  expect(outputs).toEqual({
    verdict: 'fail',
    reason: 'circuit-breaker',
    message: 'the circuit breaker was triggered',
    'service-deployment-arn': 'sd/new',
    'task-definition-arn': 'td/api:2',
    verified: 'true',
  })
  expect(failure).toBe('ecs-deploy: fail, the circuit breaker was triggered (circuit-breaker)')
})

test('the summary shows the breaker, the stops with exit codes, the log and the events', () => {
  const { summary } = report(result)
  expect(summary).toContain('### ecs-deploy: fail (circuit-breaker)')
  expect(summary).toMatch(/circuit breaker \| TRIGGERED 3 failed tasks, threshold 3/)
  expect(summary).toMatch(/\| 1 \| EssentialContainerExited \| Essential container in task exited \| api exit 1 \|/)
  expect(summary).toContain('#### Service events')
  expect(summary).toContain('| verified | true |')
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
