import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { leastScores, mutationOptions } from '../mutation-options.ts'

const workflow = join(import.meta.dirname, '../../.github/workflows/nightly-mutation.yml')

describe('mutation', () => {
  it('runs every night, for each package that it can judge', () => {
    const { jobs } = parse(readFileSync(workflow, 'utf8'))
    expect(jobs.mutation.strategy.matrix.package).toEqual([...leastScores.keys()])
  })

  it.for([
    ['the whole of a package', undefined, 'packages/rollout/src/./**/*.ts', 90],
    ['a folder of it', 'tags', 'packages/rollout/src/tags/**/*.ts', null],
    ['a file of it', 'ending.ts', 'packages/rollout/src/ending.ts', null],
  ] as const)('edits %s, and holds the whole alone against its least score', ([, part, mutate, least]) => {
    expect(mutationOptions('rollout', part)).toMatchObject({ mutate: [mutate], thresholds: { break: least } })
  })

  it.for([
    ['none', undefined],
    ['one that has I/O', 'aws'],
  ] as const)('names the packages that it can judge, given %s', ([, name]) => {
    expect(() => mutationOptions(name)).toThrow(/rollout, health, versioning, scan-policy/)
  })
})
