import { describe, expect, it } from 'vitest'
import { findRoom, stepsOf } from '../check.ts'

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
})
