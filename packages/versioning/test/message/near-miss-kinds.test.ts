import { expect, it } from 'vitest'
import type { MessageMode } from '../../src/index.ts'
import { judgeBothWays } from '../judging/judging-examples.ts'

// Near misses of one kind are told together.
it.for<readonly [kind: string, message: string, mode?: MessageMode]>([
  ['break-case', 'fix: a\n\nbreaking change: b'],
  ['break-words', 'fix: a\n\nBREAKING CHANGES: b'],
  ['break-colon', 'fix: a\n\nBREAKING CHANGE b'],
  ['break-marked', 'fix: a\n\n* BREAKING CHANGE: b'],
  ['break-marked', 'fix: a\n\n# BREAKING CHANGE'],
  ['break-marked', 'fix: a\n\n**BREAKING CHANGES**'],
  ['break-in-header', 'BREAKING CHANGE: b'],
  ['strict-footer', 'fix: a\nBREAKING CHANGE: b', 'strict'],
  ['release-as-marked', 'chore: a\n\n- Release-As: 2.0.0'],
  ['release-as-words', 'chore: a\n\nReleases-As: 2.0.0'],
  ['release-as-colon', 'chore: a\n\nRelease-As 2.0.0'],
  ['release-as-empty', 'chore: a\n\nRelease-As:'],
  ['strict-footer', 'chore: a\nRelease-As: 2.0.0', 'strict'],
  ['strict-footer', 'chore: a\n\nsee Release-As: 2.0.0\nRelease-As: 2.0.0', 'strict'],
  ['blank-before-colon', 'feat : a'],
  ['no-blank-after-colon', 'feat:a'],
  ['mark-before-scope', 'fix!(api): a'],
  ['type-in-brackets', '[feat]: a'],
])('%s is the kind of %j', ([kind, message, mode = 'tolerant']) => {
  expect(judgeBothWays(message, { mode }).nearMisses.map((miss) => miss.kind)).toEqual([kind])
})

it.for(['- Release-As: about 2 weeks', '- Release-As 2.0.0'])('none is a list about releases: %j', (line) => {
  expect(judgeBothWays(`chore: a\n\n${line}`).nearMisses).toEqual([])
})
