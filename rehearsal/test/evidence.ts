import type { Evidence, Spread } from '../src/evidence/evidence.ts'
import type { Sample } from '../src/load/sample.ts'

export const [before, candidate, older] = ['b'.repeat(40), 'c'.repeat(40), 'a'.repeat(40)]

export function answers(commit: string, from: number, count: number, status = 200): readonly Sample[] {
  return Array.from({ length: count }, (_, index) => ({
    at: from + index * 10,
    ms: 25,
    status,
    version: '1.0.0',
    commit,
    connection: index % 2 === 0 ? 'kept' : 'new',
  }))
}

export function spread(at: number, commit: string): Spread {
  return { at, percent: new Map([[commit, 100]]) }
}

/** A scenario of ten seconds in which nothing happened. */
export const quiet: Evidence = {
  from: 0,
  to: 10_000,
  before,
  candidate: undefined,
  late: { worstMs: 0, share: 0 },
  begunWith: [],
  samples: answers(before, 0, 1000),
  heldBack: 0,
  production: [spread(0, before)],
  test: [spread(0, before)],
  deployments: [],
  stopped: [],
  running: [before, before],
  held: [before],
  imageTags: [],
  gitTags: [],
  alarms: [],
  writes: [],
}

const deployment = {
  arn: 'arn:aws:ecs:us-east-1:123456789012:service-deployment/rehearsal/app/1',
  reason: '',
  commit: candidate,
  startedAt: 1000,
  endedAt: 9000,
  stages: [
    { name: 'SCALE_UP', status: 'IN_PROGRESS', from: 1000, to: 2500 },
    { name: 'TEST_TRAFFIC_SHIFT', status: 'IN_PROGRESS', from: 2500, to: 3000 },
    { name: 'POST_TEST_TRAFFIC_SHIFT', status: 'IN_PROGRESS', from: 3000, to: 4500 },
    { name: 'PRODUCTION_TRAFFIC_SHIFT', status: 'IN_PROGRESS', from: 4500, to: 5000 },
    { name: 'BAKE_TIME', status: 'IN_PROGRESS', from: 5000, to: 8000 },
    { name: 'CLEAN_UP', status: 'IN_PROGRESS', from: 8000, to: 9000 },
  ],
}

const built = { candidate, held: [before, candidate] }
const tagged = { imageTags: [{ at: 900, tag: 'v1.1.0', commit: candidate }] }

export const released: Evidence = {
  ...quiet,
  ...built,
  ...tagged,
  samples: [...answers(before, 0, 500), ...answers(candidate, 5000, 500)],
  production: [spread(0, before), spread(5000, candidate)],
  test: [spread(0, before), spread(3000, candidate)],
  deployments: [{ ...deployment, status: 'SUCCESSFUL' }],
  running: [candidate, candidate],
  gitTags: [{ at: 9500, tag: 'v1.1.0', sha: candidate }],
  writes: ['PutImage', 'UpdateService'],
}

export const refusedAtTheGate: Evidence = { ...quiet, ...built }

const undone = { deployments: [{ ...deployment, status: 'ROLLBACK_SUCCESSFUL' }], writes: ['UpdateService'] }

export const refusedOnTest: Evidence = {
  ...quiet,
  ...built,
  ...tagged,
  ...undone,
  test: [spread(0, before), spread(3000, candidate), spread(4600, before)],
}

export const crashed: Evidence = {
  ...quiet,
  ...built,
  ...tagged,
  ...undone,
  stopped: [1, 2, 3].map((n) => ({
    arn: `task/${n}`,
    commit: candidate,
    at: 1500 + n * 100,
    stopCode: 'EssentialContainerExited',
    exitCode: 1,
  })),
}

export const rolledBackInProduction: Evidence = {
  ...quiet,
  ...built,
  ...tagged,
  ...undone,
  samples: [
    ...answers(before, 0, 500),
    ...answers(candidate, 5000, 50),
    ...answers(candidate, 5500, 150, 500),
    ...answers(before, 7000, 300),
  ],
  production: [spread(0, before), spread(5000, candidate), spread(7000, before)],
  test: [spread(0, before), spread(3000, candidate)],
  alarms: [{ at: 6500, name: 'errors', state: 'ALARM' }],
}

export const restored: Evidence = {
  ...quiet,
  samples: [...answers(before, 0, 500), ...answers(older, 5000, 500)],
  production: [spread(0, before), spread(5000, older)],
  test: [spread(0, before), spread(3000, older)],
  deployments: [{ ...deployment, commit: older, status: 'SUCCESSFUL' }],
  running: [older, older],
  writes: ['UpdateService'],
}
