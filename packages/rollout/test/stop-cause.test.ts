import type { StoppedContainer, StoppedTask } from '@slipway/rollout'
import { withCause } from '@slipway/rollout'
import { describe, expect, it, test } from 'vitest'

let made = 0
const task = (
  stopCode: string | undefined,
  stoppedReason: string | undefined,
  ...containers: readonly StoppedContainer[]
): StoppedTask => ({ taskArn: `task/${made++}`, taskDefinitionArn: 'td/api:2', stopCode, stoppedReason, containers })
const exited = (...containers: readonly StoppedContainer[]): StoppedTask =>
  task('EssentialContainerExited', 'Essential container in task exited', ...containers)

const elb = 'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:x)'
const pull = 'CannotPullContainerError: image not found'

describe('why tasks stopped', () => {
  it.for([
    [
      'an exit code and the last line',
      [
        exited({ name: 'api', exitCode: 3, log: ['starting', 'no database', ' '] }),
        exited({ name: 'api', exitCode: 3 }),
      ],
      '2 tasks stopped: api exited with code 3, last line "no database"',
    ],
    ['an exit with success', [exited({ name: 'api', exitCode: 0 })], '1 task stopped: api exited with code 0'],
    [
      'an exit by a signal, with its reason',
      [exited({ name: 'api', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' })],
      '1 task stopped: api exited with code 137 (OutOfMemoryError: Container killed due to memory usage)',
    ],
    [
      'of several containers, the one that ran out of memory, though another fails when it is stopped',
      [
        exited(
          { name: 'proxy', exitCode: 1 },
          { name: 'api', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
        ),
      ],
      '1 task stopped: api exited with code 137 (OutOfMemoryError: Container killed due to memory usage)',
    ],
    [
      'of several containers, the one that ended by itself',
      [exited({ name: 'proxy', exitCode: 143, log: ['bye'] }, { name: 'api', exitCode: 1, log: ['boom'] })],
      '1 task stopped: api exited with code 1, last line "boom"',
    ],
    [
      'of several containers, the one that ended with success before the others were stopped',
      [exited({ name: 'proxy', exitCode: 143 }, { name: 'api', exitCode: 0 })],
      '1 task stopped: api exited with code 0',
    ],
    [
      'of several containers, the one that ended with success before the others were killed',
      [exited({ name: 'proxy', exitCode: 137 }, { name: 'api', exitCode: 0 })],
      '1 task stopped: api exited with code 0',
    ],
    ['an image that cannot be pulled', [task('TaskFailedToStart', pull, { name: 'api' })], `1 task stopped: ${pull}`],
    [
      'an image that cannot be pulled, told by the container alone',
      [task('TaskFailedToStart', undefined, { name: 'api', reason: pull })],
      `1 task stopped: api: ${pull}`,
    ],
    [
      'a reason that the container repeats is told once',
      [task('TaskFailedToStart', pull, { name: 'api', reason: pull })],
      `1 task stopped: ${pull}`,
    ],
    [
      'failed health checks',
      [task('ServiceSchedulerInitiated', elb, { name: 'api', exitCode: 143, log: ['listening on 81'] })],
      `1 task stopped: ${elb}, last line "listening on 81"`,
    ],
    [
      'the most frequent of several ways, and no task that made room',
      [
        task('ServiceSchedulerInitiated', 'Scaling activity initiated by (deployment x)', {
          name: 'api',
          exitCode: 143,
        }),
        task('ServiceSchedulerInitiated', 'Scaling activity initiated by (deployment x)', {
          name: 'api',
          exitCode: 143,
        }),
        exited({ name: 'api', exitCode: 1 }),
      ],
      '1 task stopped: api exited with code 1',
    ],
    [
      'of several containers, the one that failed, though another ended with success before it',
      [exited({ name: 'init', exitCode: 0 }, { name: 'api', exitCode: 1 })],
      '1 task stopped: api exited with code 1',
    ],
    [
      'of several containers that were killed, the one with a reason',
      [exited({ name: 'proxy', exitCode: 143 }, { name: 'api', exitCode: 137, reason: 'killed' })],
      '1 task stopped: api exited with code 137 (killed)',
    ],
    [
      'of several containers, the one that has a reason and never ran, not the one that ended with success',
      [exited({ name: 'init', exitCode: 0 }, { name: 'api', reason: pull })],
      `1 task stopped: api did not start (${pull})`,
    ],
    [
      'of several containers, the one that ran, though another did not',
      [exited({ name: 'proxy' }, { name: 'api', exitCode: 137 })],
      '1 task stopped: api exited with code 137',
    ],
    ['an exit of which no container tells', [exited()], '1 task stopped: Essential container in task exited'],
    [
      'a reason of the task and another of its container, both',
      [task('TaskFailedToStart', 'Task failed to start', { name: 'proxy' }, { name: 'api', reason: pull })],
      `1 task stopped: Task failed to start; api: ${pull}`,
    ],
    ['a stop code alone', [task('SpotInterruption', undefined)], '1 task stopped: SpotInterruption'],
    [
      'no stop code, and one of two containers that failed',
      [task(undefined, undefined, { name: 'proxy', exitCode: 0 }, { name: 'api', exitCode: 2 })],
      '1 task stopped: api exited with code 2',
    ],
    [
      'no stop code, and a container with a reason',
      [task(undefined, undefined, { name: 'api', reason: pull })],
      `1 task stopped: api: ${pull}`,
    ],
    [
      'no stop code, and no container that failed',
      [task(undefined, undefined, { name: 'a', exitCode: 0 }, { name: 'b' })],
      '',
    ],
    ['nothing but that it failed', [task(undefined, 'Task failed')], '1 task stopped: Task failed'],
    [
      'the last line of another container, where the one that failed wrote none, without blanks around it',
      [exited({ name: 'api', exitCode: 1, log: [] }, { name: 'proxy', exitCode: 143, log: [' upstream  is gone '] })],
      '1 task stopped: api exited with code 1, last line "upstream is gone"',
    ],
    ['a stop by hand is none', [task('UserInitiated', 'Task stopped by user', { name: 'api', exitCode: 143 })], ''],
    ['no task', [], ''],
    [
      'no stop code, and an exit',
      [task(undefined, undefined, { name: 'api', exitCode: 2 })],
      '1 task stopped: api exited with code 2',
    ],
  ] as const)('%s', ([, tasks, says]) => {
    const message = withCause('rolled back.', { tasks, events: [], missing: [] }, undefined)
    expect(message).toBe(['rolled back', ...(says === '' ? [] : [says])].join('; '))
  })

  it('a foreign line is cut, and stays one line', () => {
    const log = [`${'x'.repeat(5_000)}\nsecond`]
    const message = withCause(
      'over',
      { tasks: [exited({ name: 'api', exitCode: 1, log })], events: [], missing: [] },
      undefined,
    )
    expect(message).toMatch(/last line "x{199}…"$/)
  })

  it('a line that just fits is told whole', () => {
    const tasks = [exited({ name: 'api', exitCode: 1, log: ['x'.repeat(200)] })]
    expect(withCause('over', { tasks, events: [], missing: [] }, undefined)).toMatch(/last line "x{200}"$/)
  })
})

test('in one line: what happened, why, what runs now, and what to do', () => {
  const serving = [
    { arn: 'r1', taskDefinition: 'arn:x:task-definition/api:1', running: 2, images: [] },
    { arn: 'r2', taskDefinition: 'arn:x:task-definition/api:2', running: 1, images: [] },
  ]
  const evidence = { tasks: [exited({ name: 'api', exitCode: 1 })], serving, events: [], missing: [] }
  expect(withCause('rolled back', evidence, 'fix it')).toBe(
    'rolled back; 1 task stopped: api exited with code 1; the service runs api:1 (2 tasks) and api:2 (1 task) now; next: fix it',
  )
  expect(withCause('over', { ...evidence, tasks: [], serving: [] }, undefined)).toBe(
    'over; no task of the service runs now',
  )
  expect(withCause('is SUCCESSFUL', undefined, undefined)).toBe('is SUCCESSFUL')
  expect(withCause('v1.2.3 is out.', undefined, 'fix it')).toBe('v1.2.3 is out; next: fix it')
})
