import type { TimedEvent } from '@slipway/local-cloud'
import { describe, expect, it } from 'vitest'
import { collect, type Records } from '../src/evidence/collect.ts'
import { whatHappened } from '../src/evidence/happening.ts'
import { answers, before, candidate } from './evidence.ts'

const [old, fresh] = ['sha256:old', 'sha256:new']
const builds = [
  { version: '1.0.0', commit: before, digest: old },
  { version: '1.1.0', commit: candidate, digest: fresh },
]

const moves = (at: number, ruleArn: string, blue: number, green: number): TimedEvent => ({
  at,
  kind: 'weights',
  ruleArn,
  listenerArn: 'listener',
  weights: [
    { targetGroupArn: 'blue', weight: blue },
    { targetGroupArn: 'green', weight: green },
  ],
})

const stage = (at: number, lifecycleStage: string, status = 'IN_PROGRESS'): TimedEvent => ({
  at,
  kind: 'deployment',
  service: 'service',
  serviceDeploymentArn: 'deployment/2',
  status,
  lifecycleStage,
})

const task = (at: number, taskArn: string, lastStatus: string, more: object = {}): TimedEvent => ({
  at,
  kind: 'task',
  taskArn,
  taskDefinitionArn: '',
  serviceRevisionArn: 'revision/2',
  lastStatus,
  ...more,
})

const known = (n: number, createdAt: number, digest: string, targetGroupArn: string) => ({
  arn: `deployment/${n}`,
  createdAt,
  status: 'SUCCESSFUL',
  reason: '',
  revisionArn: `revision/${n}`,
  digest,
  targetGroupArn,
})

const records: Records = {
  late: { worstMs: 0, share: 0 },
  events: [
    moves(10, 'production', 1, 0),
    moves(10, 'test', 1, 0),
    { at: 1100, kind: 'tag', repository: 'app', tag: 'v1.1.0', digest: fresh },
    { at: 1200, kind: 'call', service: 'ecs', operation: 'UpdateService', status: 200 },
    { at: 1210, kind: 'call', service: 'ecs', operation: 'DescribeServices', status: 200 },
    stage(1300, 'SCALE_UP'),
    task(1400, 'task/a', 'STOPPED', { stopCode: 'EssentialContainerExited', exitCode: 1 }),
    stage(1500, 'TEST_TRAFFIC_SHIFT'),
    moves(1500, 'test', 0, 1),
    stage(2000, 'PRODUCTION_TRAFFIC_SHIFT'),
    moves(2000, 'production', 0, 1),
    moves(2001, 'production', 0, 1),
    stage(3000, 'CLEAN_UP'),
    stage(3500, 'CLEAN_UP', 'SUCCESSFUL'),
    { at: 3600, kind: 'ref', repository: 'o/r', ref: 'refs/heads/main', sha: candidate },
    { at: 3700, kind: 'ref', repository: 'o/r', ref: 'refs/tags/v1.1.0', sha: candidate },
  ],
  samples: [...answers(before, 990, 101), ...answers(candidate, 2000, 200)],
  heldBack: [999, 1000, 4000],
  deployments: [known(1, 5, old, 'blue'), known(2, 1250, fresh, 'green')],
  running: [fresh, fresh],
  held: [old, fresh],
  builds,
  productionRuleArn: 'production',
  testRuleArn: 'test',
}

describe('collect', () => {
  const evidence = collect(records, { from: 1000, to: 4000 }, builds[1])

  it('puts weights of target groups into the releases that they were deployed to', () => {
    expect(evidence.production.map(({ at, percent }) => [at, ...percent.keys()])).toEqual([
      [1000, before],
      [2000, candidate],
    ])
    expect(evidence.test.map(({ at, percent }) => [at, ...percent.keys()])).toEqual([
      [1000, before],
      [1500, candidate],
    ])
  })

  it('joins states of a deployment into stays in a stage', () => {
    expect(evidence.deployments).toMatchObject([{ arn: 'deployment/2', commit: candidate }])
    expect(evidence.deployments[0]?.stages.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['SCALE_UP', 1300, 1500],
      ['TEST_TRAFFIC_SHIFT', 1500, 2000],
      ['PRODUCTION_TRAFFIC_SHIFT', 2000, 3000],
      ['CLEAN_UP', 3000, 3500],
    ])
  })

  it('tells tags of git from branches, and calls that write from those that look', () => {
    expect(evidence.gitTags).toEqual([{ at: 3700, tag: 'v1.1.0', sha: candidate }])
    expect(evidence.imageTags).toEqual([{ at: 1100, tag: 'v1.1.0', commit: candidate }])
    expect(evidence.writes).toEqual(['UpdateService'])
  })

  it('keeps how tasks ended', () => {
    expect(evidence.stopped).toEqual([
      {
        arn: 'task/a',
        commit: candidate,
        at: 1400,
        stopCode: 'EssentialContainerExited',
        exitCode: 1,
      },
    ])
  })

  it('shows what happened', () => {
    expect(evidence.samples).toHaveLength(300)
    expect(evidence.heldBack).toBe(1)
    expect(whatHappened(evidence)).toBe('released')
  })

  it('takes from the weights who was there before', () => {
    expect(evidence.before).toBe(before)
  })

  it('leaves out what happened before and after', () => {
    const later = collect(records, { from: 3800, to: 4000 }, undefined)
    expect(later).toMatchObject({ deployments: [], stopped: [], gitTags: [], imageTags: [], writes: [] })
    expect(later.production.map(({ at, percent }) => [at, ...percent.keys()])).toEqual([[3800, candidate]])
  })
})
