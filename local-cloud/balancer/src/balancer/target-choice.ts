import type { TargetGroup } from '../elb/state.ts'
import type { Member } from '../elb/member.ts'

const turns = new WeakMap<TargetGroup, number>()

/**
 * The next target in turn among the healthy ones. A group that "contains only unhealthy registered targets" fails open:
 * they all get requests. Undefined where nothing is registered, or what is registered has not answered yet or drains.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function chooseTarget(group: TargetGroup): Member | undefined {
  const members = [...group.members.values()]
  const healthy = members.filter(({ state }) => state === 'healthy')
  const able = healthy.length > 0 ? healthy : members.filter(({ state }) => state === 'unhealthy')
  if (able.length === 0) return undefined
  const turn = (turns.get(group) ?? 0) % able.length
  turns.set(group, turn + 1)
  return able[turn]
}
