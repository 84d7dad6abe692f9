import { describe, expect, it } from 'vitest'
import { provenRevisions, servingRevision, underWay, type PastDeployment } from '@slipway/rollout'

/** `STATUS revision [-> revision]`, oldest first. */
function history(...lines: readonly string[]): readonly PastDeployment[] {
  return lines.map((line, index) => {
    const [status = '', targetRevisionArn = '', , rolledBackTo] = line.split(' ')
    return { arn: `sd/${index}`, status, targetRevisionArn, createdAt: index, rolledBackTo }
  })
}

interface Row {
  readonly name: string
  readonly past: readonly string[]
  readonly serves: string | undefined
  readonly proven: readonly string[]
  readonly underWay?: string
}

const rows: readonly Row[] = [
  { name: 'no history', past: [], serves: undefined, proven: [] },
  { name: 'one success', past: ['SUCCESSFUL r1'], serves: 'r1', proven: ['r1'] },
  { name: 'two successes', past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'], serves: 'r2', proven: ['r2', 'r1'] },
  {
    name: 'a rollback that says where',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'ROLLBACK_SUCCESSFUL r3 -> r2'],
    serves: 'r2',
    proven: ['r2', 'r1'],
  },
  {
    name: 'a rollback that went further back than the deployment before it',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'ROLLBACK_SUCCESSFUL r3 -> r1'],
    serves: 'r1',
    proven: ['r2', 'r1'],
  },
  {
    name: 'a rollback that does not say where',
    past: ['SUCCESSFUL r1', 'ROLLBACK_SUCCESSFUL r2'],
    serves: 'r1',
    proven: ['r1'],
  },
  {
    name: 'two rollbacks',
    past: ['SUCCESSFUL r1', 'ROLLBACK_SUCCESSFUL r2', 'ROLLBACK_SUCCESSFUL r3'],
    serves: 'r1',
    proven: ['r1'],
  },
  { name: 'stopped half-way', past: ['SUCCESSFUL r1', 'STOPPED r2'], serves: 'r2 half-way', proven: ['r1'] },
  { name: 'a failed rollback', past: ['SUCCESSFUL r1', 'ROLLBACK_FAILED r2'], serves: 'r2 half-way', proven: ['r1'] },
  { name: 'one under way', past: ['SUCCESSFUL r1', 'IN_PROGRESS r2'], serves: 'r1', proven: ['r1'], underWay: 'r2' },
  {
    name: 'one rolling back',
    past: ['SUCCESSFUL r1', 'ROLLBACK_IN_PROGRESS r2'],
    serves: 'r1',
    proven: ['r1'],
    underWay: 'r2',
  },
  {
    name: 'superseded and succeeded',
    past: ['SUCCESSFUL r1', 'STOPPED r2', 'SUCCESSFUL r3'],
    serves: 'r3',
    proven: ['r3', 'r1'],
  },
]

describe.for([
  ['as listed', (past: readonly PastDeployment[]) => past],
  ['in reverse', (past: readonly PastDeployment[]) => past.toReversed()],
] as const)('a history %s', ([, order]) => {
  it.for(rows)('$name', ({ past, serves, proven, underWay: expected }) => {
    const seen = order(history(...past))
    const serving = servingRevision(seen)
    expect(serving && `${serving.revisionArn}${serving.settled ? '' : ' half-way'}`).toBe(serves)
    expect(provenRevisions(seen)).toEqual(proven)
    expect(underWay(seen)?.targetRevisionArn).toBe(expected)
  })
})
