import { relevantEvents } from '@slipway/rollout'
import { expect, test } from 'vitest'

const event = (at: number, message: string) => ({ id: `e${at}`, at, message })
const failed = event(100, '(service web) (deployment ecs-svc/9) deployment failed: tasks failed to start.')

test('what five tasks do does not push out that the deployment failed', () => {
  const noise = Array.from({ length: 5 }, (_, index) => [
    event(200 + index, `(service web) has started 1 tasks: (task ${index}0123456789abcdef).`),
    event(300 + index, `(service web) registered 1 targets in (target-group arn:x:${index})`),
    event(
      400 + index,
      `(service web) (port ${8000 + index}) is unhealthy in (target-group a) due to (reason codes: [500])`,
    ),
    event(500 + index, `(service web) has stopped 1 running tasks: (task ${index}0123456789abcdef).`),
  ]).flat()
  const told = relevantEvents([...noise, failed], 3)
  expect(told.map(({ at }) => at)).toEqual([100, 404, 504])
  expect(told[0]).toEqual(failed)
  expect(told[1]?.message).toMatch(/\[500\]\) \(the newest of 5 like it\)$/)
})

test('the newest of different kinds are kept, oldest first, whatever order they come in', () => {
  const kinds = ['a', 'b', 'c', 'd'].map((letter, index) => event(index, `was unable to place ${letter}`))
  expect(relevantEvents(kinds.toReversed(), 3).map(({ at }) => at)).toEqual([1, 2, 3])
  expect(relevantEvents([], 3)).toEqual([])
})

test('a kind is the words, whatever the ids and the numbers in them', () => {
  const alike = (task: string, port: number, at: number) => event(at, `task ${task} on port ${port} is unhealthy`)
  const told = relevantEvents([alike('0123456789abcdef', 80, 1), alike('deadbeef', 8080, 2)], 5)
  expect(told).toEqual([event(2, 'task deadbeef on port 8080 is unhealthy (the newest of 2 like it)')])
  expect(relevantEvents([event(1, 'zone a failed'), event(2, 'zone b failed')], 5)).toHaveLength(2)
})

test('what tells little is told once, and only where there is room', () => {
  const routine = event(2, '(service web) has reached a steady state.')
  expect(relevantEvents([failed, routine], 5)).toEqual([routine, failed])
  expect(relevantEvents([failed, routine], 1)).toEqual([failed])
})
