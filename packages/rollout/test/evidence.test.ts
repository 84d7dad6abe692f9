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
