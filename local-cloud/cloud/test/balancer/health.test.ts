import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterEach, expect, it } from 'vitest'
import { freshTally, tallied } from '@slipway/local-cloud-balancer/balancer/health-tally'
import { isMatcher, matchesStatus } from '@slipway/local-cloud-balancer/elb/status-matcher'
import { startRig, type Rig } from '@slipway/test-support/rigs/balancer-rig'
import { startTarget } from '@slipway/test-support/rigs/target-server'

let rig: Rig
afterEach(() => rig?.stop())

it.for([
  { name: 'new, one pass', checks: '+', state: 'healthy' },
  { name: 'new, one failure', checks: '-', state: 'initial' },
  { name: 'new, two failures', checks: '--', state: 'unhealthy' },
  { name: 'healthy, one failure', checks: '+-', state: 'healthy' },
  { name: 'healthy, two failures', checks: '+--', state: 'unhealthy' },
  { name: 'healthy, two failures apart', checks: '+-+-', state: 'healthy' },
  { name: 'unhealthy, two passes of three', checks: '--++', state: 'unhealthy' },
  { name: 'unhealthy, three passes', checks: '--+++', state: 'healthy' },
])('tells $state from $name', ({ checks, state }) => {
  const thresholds = { healthy: 3, unhealthy: 2 }
  const tally = checks.split('').reduce((before, check) => tallied(before, check === '+', thresholds), freshTally)
  expect(tally.state).toBe(state)
})

it.for([
  { matcher: '200', status: 200, matches: true },
  { matcher: '200', status: 204, matches: false },
  { matcher: '200,302', status: 302, matches: true },
  { matcher: '200-299', status: 250, matches: true },
  { matcher: '200-299', status: 300, matches: false },
])('$matcher takes $status: $matches', ({ matcher, status, matches }) => {
  expect(matchesStatus(matcher, status)).toBe(matches)
  expect(isMatcher(matcher)).toBe(true)
})

it('follows a real target into sickness and back, by its matcher', async () => {
  rig = await startRig()
  const group = await rig.group('blue', { HealthyThresholdCount: 2, Matcher: { HttpCode: '200-204' } })
  const target = await rig.target(group, 'blue')
  target.health = 500
  await rig.until(group, target, 'unhealthy')
  const seen = await rig.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: group }))
  expect(seen.TargetHealthDescriptions).toMatchObject([
    {
      Target: { Id: target.id, Port: target.port },
      HealthCheckPort: String(target.port),
      TargetHealth: { State: 'unhealthy', Reason: 'Target.ResponseCodeMismatch' },
    },
  ])
  target.health = 204
  await rig.until(group, target, 'healthy')
  const states = rig.cloud.timeline.events.flatMap((event) => (event.kind === 'target' ? [event.state] : []))
  expect(states).toEqual(['initial', 'healthy', 'unhealthy', 'healthy'])
})

it('does not call a target sick that has not started to listen yet', async () => {
  rig = await startRig(1000)
  const group = await rig.group('blue')
  const gone = await startTarget('gone')
  await gone.close()
  const { port } = gone
  rig.cloud.world.balancing.register(group, { id: '127.0.0.1', port })
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(rig.cloud.world.balancing.health(group, { id: '127.0.0.1', port })).toBe('initial')
  await rig.until(group, { id: '127.0.0.1', port }, 'unhealthy')
})

it('does not check a group that no listener forwards to', async () => {
  rig = await startRig()
  const group = await rig.group('blue')
  const target = await startTarget('alone')
  rig.cloud.world.balancing.shift(rig.listenerArn, new Map([[await rig.group('green'), 1]]))
  rig.cloud.world.balancing.register(group, target)
  await rig.until(group, target, 'unused')
  rig.shift({ [group]: 1 })
  await rig.until(group, target, 'healthy')
  expect(rig.cloud.world.balancing.health(group, target)).toBe('healthy')
  await target.close()
})
