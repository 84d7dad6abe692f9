import { expect, test } from 'vitest'
import { evidenceLines, groupStops, type StoppedTask } from '@slipway/rollout'

const crash = (id: string, createdAt: number, log?: readonly string[]): StoppedTask => ({
  taskArn: `task/${id}`,
  taskDefinitionArn: 'td:2',
  createdAt,
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  containers: [{ name: 'api', exitCode: 1, ...(log === undefined ? {} : { log }) }],
})

const unplaced: StoppedTask = {
  taskArn: 'task/9',
  taskDefinitionArn: 'td:2',
  stopCode: 'TaskFailedToStart',
  stoppedReason: 'CannotPullContainerError',
  containers: [{ name: 'api', reason: 'CannotPullContainerError: no such image' }],
}

test('tasks that stopped alike are one row: the most frequent first, shown by the newest that has a log', () => {
  const groups = groupStops([unplaced, crash('1', 1, ['boom']), crash('2', 2, ['boom again']), crash('3', 3)])
  expect(groups.map(({ count, task }) => [count, task.taskArn])).toEqual([
    [3, 'task/2'],
    [1, 'task/9'],
  ])
})

test('of tasks with a log the newest is shown, and of tasks without one too', () => {
  const newestOf = (...tasks: readonly StoppedTask[]) => groupStops(tasks).map(({ task }) => task.taskArn)
  expect(newestOf(crash('1', 1, ['boom']), crash('2', 2, []))).toEqual(['task/1'])
  expect(newestOf(crash('2', 2), crash('1', 1))).toEqual(['task/2'])
  expect(newestOf(crash('1', 5), crash('2', 5))).toEqual(['task/1'])
  const { createdAt, ...undated } = crash('0', 0)
  expect(createdAt).toBe(0)
  expect(newestOf(undated, crash('1', 1))).toEqual(['task/1'])
  expect(newestOf(crash('1', 1), undated)).toEqual(['task/1'])
})

test('a task has a log when one of its containers has', () => {
  const two = (id: string, log: readonly string[]): StoppedTask => ({
    ...crash(id, Number(id)),
    containers: [{ name: 'proxy' }, { name: 'api', exitCode: 1, log }],
  })
  expect(groupStops([two('1', ['boom']), two('2', [])]).map(({ task }) => task.taskArn)).toEqual(['task/1'])
})

test('tasks whose containers exited in different ways did not stop alike', () => {
  const exits = [1, 2].map((exitCode) => ({ ...crash('1', 1), containers: [{ name: 'api', exitCode }] }))
  expect(groupStops(exits)).toHaveLength(2)
})

test('what ECS does not say is told as that', () => {
  const task = { taskArn: 'task/1', taskDefinitionArn: 'td:2', containers: [{ name: 'a' }, { name: 'b', exitCode: 0 }] }
  expect(evidenceLines({ tasks: [task], events: [], missing: [] })).toEqual([
    '1 stopped: no stop code, no reason; a no exit code, b exit 0',
  ])
})

test('no task stopped, and what the service runs, with its images', () => {
  const serving = [
    { arn: 'rev/1', taskDefinition: 'arn:x:task-definition/api:1', running: 1, images: ['api@sha256:1'] },
  ]
  expect(evidenceLines({ tasks: [], serving, events: [], missing: [] })).toEqual([
    'no task of this deployment has stopped',
    'the service runs api:1 (1 task) now',
    '  rev/1',
    '    api@sha256:1',
  ])
})

test('as lines: stop code, reason, exit code, log, events, and what is missing', () => {
  const lines = evidenceLines({
    tasks: [crash('1', 1, ['boom']), unplaced],
    events: [{ id: 'e', at: 0, message: '(service api) was unable to place a task' }],
    missing: ['logs: access denied'],
  })
  expect(lines).toEqual([
    '1 stopped: EssentialContainerExited, Essential container in task exited; api exit 1',
    '  api | boom',
    '1 stopped: TaskFailedToStart, CannotPullContainerError; api no exit code (CannotPullContainerError: no such image)',
    'event 1970-01-01T00:00:00.000Z: (service api) was unable to place a task',
    'could not be looked at: logs: access denied',
  ])
})
