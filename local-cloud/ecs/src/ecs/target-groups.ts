import type { RevisionRecord } from './records.ts'

/**
 * Where a new revision is registered: a blue/green deployment takes the target group that the serving revision does
 * not use, a rolling update the same one.
 */
export function targetGroupsFor(
  { loadBalancers }: Pick<RevisionRecord, 'loadBalancers'>,
  strategy: 'ROLLING' | 'BLUE_GREEN',
  serving: Pick<RevisionRecord, 'targetGroups'> | undefined,
): readonly string[] {
  return loadBalancers.map(({ targetGroupArn = '', advancedConfiguration }, index) => {
    const alternate = advancedConfiguration?.alternateTargetGroupArn
    const used = serving?.targetGroups[index]
    if (alternate === undefined || used === undefined) return targetGroupArn
    if (strategy === 'ROLLING') return used
    return used === targetGroupArn ? alternate : targetGroupArn
  })
}
