import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findRoom, stepsOf, wholeChecks } from '../check.ts'

const rooms = [
  'actions/semver',
  'local-cloud/ecs',
  'packages/git',
  'packages/github',
  'local-cloud/github',
  'rehearsal',
]

describe('a room', () => {
  it.for([
    ['packages/git', 'packages/git'],
    ['./packages/git/', 'packages/git'],
    ['git', 'packages/git'],
    ['semver', 'actions/semver'],
    ['rehearsal', 'rehearsal'],
  ] as const)('is found as %s', ([name, room]) => {
    expect(findRoom(name, rooms)).toBe(room)
  })

  it.for([
    ['gti', 'there is no room gti; the nearest are packages/git, '],
    ['github', 'several rooms are called github: packages/github, local-cloud/github'],
  ] as const)('is not guessed: %s', ([name, words]) => {
    expect(() => findRoom(name, rooms)).toThrow(words)
  })

  it('is checked by types, lint, format and tests', () => {
    expect(stepsOf('packages/git').map(({ name }) => name)).toEqual([
      'types',
      'types of tests',
      'lint',
      'format',
      'tests',
    ])
    expect(stepsOf('rehearsal').map(({ name }) => name)).not.toContain('types')
  })

  it('is told by name among several, before any is checked', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, '../check.ts'), 'outcome', 'rolout'],
      { encoding: 'utf8' },
    )
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('there is no room rolout; the nearest are packages/rollout, ')
  })
})

it('without a room, what CI checks is checked', () => {
  const ci = readFileSync(join(import.meta.dirname, '../../.ci/run'), 'utf8')
  const scripts = [...ci.matchAll(/^check .* pnpm (\S+)$/gm)].map(([, script]) => script)
  expect(wholeChecks.map(({ name }) => name).toSorted()).toEqual(scripts.toSorted())
})
