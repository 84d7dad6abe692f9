import { expect, it } from 'vitest'
import {
  bumpVersion,
  compareVersions,
  formatVersion,
  judgeCommit,
  parseChannels,
  parseVersion,
  releaseLine,
  selectTags,
  settleRange,
  type Tag,
} from '../../src/index.ts'
import { version } from '../examples.ts'
import { beta, head, plan, rc, type Example } from './plan-examples.ts'

/**
 * Ranges, tags and versions of which a tool is known to make the wrong version, or none. What they become here; the
 * name says what is wrong elsewhere.
 */
const tagged: readonly (readonly [name: string, example: Example, tag: string])[] = [
  // 0.x
  ['fix! before 1.0.0, which is a patch elsewhere', { base: '0.4.1', commits: ['fix!: a'] }, 'v0.5.0'],
  ['chore! before 1.0.0, which releases nothing elsewhere', { base: '0.4.1', commits: ['chore!: a'] }, 'v0.5.0'],
  ['a break before 1.0.0, which leads to 1.0.0 elsewhere', { base: '0.4.1', commits: ['feat!: a'] }, 'v0.5.0'],
  [
    'a first release before 1.0.0, for which the policy is forgotten elsewhere',
    { initialVersion: '0.1.0', commits: ['feat!: a'] },
    'v0.1.0',
  ],
  [
    'a first release whose commits bump 0.0.0 elsewhere',
    { initialVersion: '1.0.0', commits: ['fix: a', 'fix: b'] },
    'v1.0.0',
  ],
  ['a first release, for which a tag has to exist elsewhere', { commits: ['feat: a'] }, 'v1.0.0'],

  // Channels
  ['the first step, which is 0 elsewhere', { on: rc, base: '1.2.3', commits: ['fix: a'] }, 'v1.2.4-rc.1'],
  [
    'a break after a step, which stays on the lower release elsewhere',
    { on: beta, base: '1.0.0', reachable: ['1.1.0-beta.2'], commits: ['feat!: b', 'feat: a'], fresh: [0] },
    'v2.0.0-beta.1',
  ],
  [
    'from rc to beta, of which each has a row of its own and which is raised past a release elsewhere',
    { on: beta, base: '1.2.3', reachable: ['1.2.4-rc.1'], commits: ['fix: b', 'fix: a'] },
    'v1.2.4-beta.1',
  ],
  [
    'from beta to stable, which skips a version elsewhere',
    { base: '1.2.3', reachable: ['1.3.0-beta.4'], commits: ['fix: b', 'feat: a'] },
    'v1.3.0',
  ],
  [
    'a step whose number another branch has, which is made again elsewhere',
    { on: beta, base: '1.2.3', others: ['1.3.0-beta.1', '1.3.0-beta.2'], commits: ['feat: a'] },
    'v1.3.0-beta.3',
  ],
  [
    'the tenth step, which is sorted as text elsewhere',
    { on: beta, base: '1.2.3', others: ['1.3.0-beta.9', '1.3.0-beta.10'], commits: ['feat: a'] },
    'v1.3.0-beta.11',
  ],
  [
    'two channels on one commit, of which the second finds nothing to do elsewhere',
    { on: rc, base: '1.2.3', atHead: ['1.3.0-beta.1'], commits: ['feat: a'] },
    'v1.3.0-rc.1',
  ],
  [
    'a channel that is never stable elsewhere',
    { base: '1.2.3', reachable: ['1.2.4-beta.1'], commits: ['fix: a'] },
    'v1.2.4',
  ],

  // Names
  ['build metadata of the base, which is kept elsewhere', { base: '1.2.3+5', commits: ['fix: a'] }, 'v1.2.4'],
  [
    'a name that another branch has, which fails elsewhere',
    { base: '1.2.3', others: ['1.3.0'], commits: ['feat: a'] },
    'v1.4.0',
  ],
  [
    'a name of an immutable release, at which a pipeline stops elsewhere',
    { base: '1.2.3', burned: ['v1.2.4'], commits: ['fix: a'] },
    'v1.2.5',
  ],
  [
    'a higher tag of another branch, which is the base elsewhere',
    { base: '1.2.3', others: ['7.0.0'], commits: ['fix: a'] },
    'v1.2.4',
  ],
  [
    'a revert alone, over which a tool breaks off elsewhere',
    { base: '1.2.3', commits: ['fix: Revert "feat: a"'] },
    'v1.2.4',
  ],
  ['the same commit again, which fails elsewhere', { base: '1.2.3', commits: [] }, 'v1.2.3'],
]

it.for(tagged)('%s', ([, example, tag]) => {
  const planned = plan(example)
  expect({ tag: planned.tag, refusal: planned.refusal }).toEqual({ tag, refusal: undefined })
})

const numbered = Array.from({ length: 150 }, (_, index): Tag => ({ name: `v1.${(index * 7) % 150}.0`, commit: head }))

function channelOf(branch: string, text: string): unknown {
  const channels = parseChannels(text)
  return 'problem' in channels ? channels : releaseLine(branch, channels).kind
}

const baseOf = (prefix: string, ...names: readonly string[]): string | undefined =>
  selectTags(
    names.map((name) => ({ name, commit: head })),
    prefix,
    { kind: 'stable' },
  ).candidates[0]?.name

const order = (lower: string, higher: string): number => Math.sign(compareVersions(version(lower), version(higher)))

const fates = (...oldestFirst: readonly string[]): readonly string[] =>
  settleRange(
    oldestFirst.map((message, index) => judgeCommit({ sha: `${index}`.repeat(40), message })).toReversed(),
  ).commits.map(({ fate }) => fate)

const shown: readonly (readonly [name: string, shown: () => unknown, expected: unknown])[] = [
  // Branches
  ['no channels, which is a channel of every branch elsewhere', () => channelOf('topic', ''), 'stable'],
  ['a branch whose name only begins like a channel’s', () => channelOf('maintenance', 'main: rc'), 'stable'],
  ['a branch whose name only ends like a channel’s', () => channelOf('not-main', 'main: rc'), 'stable'],

  // Tags
  [
    'the highest of 150 tags, where a page has 100',
    () => selectTags(numbered, 'v', { kind: 'stable' }).candidates[0]?.name,
    'v1.149.0',
  ],
  [
    'the highest version, where the newest tag is the base elsewhere',
    () => baseOf('v', 'v1.10.0', 'v1.9.1', 'v1.2.9'),
    'v1.10.0',
  ],
  [
    'the tag of a package among those of many others',
    () => baseOf('api-v', ...Array.from({ length: 200 }, (_, index) => `web-v${index}.0.0`), 'api-v1.0.0'),
    'api-v1.0.0',
  ],
  ['a prefix that is read as a pattern elsewhere', () => baseOf('v.', 'v01.0.0', 'vx9.0.0', 'v.1.0.0'), 'v.1.0.0'],
  ['a prefix that begins that of another package', () => baseOf('api', 'api-v9.0.0', 'api1.0.0'), 'api1.0.0'],
  ['a floating tag, which is no release', () => baseOf('v', 'v2', 'v1.9', 'v1.0.0'), 'v1.0.0'],

  // Versions
  ['a short sha with a leading zero, which is no identifier', () => parseVersion('1.0.0-0123456'), undefined],
  ['a short sha with a leading g', () => parseVersion('1.0.0-g0123456')?.prerelease, ['g0123456']],
  ['a short sha in build metadata', () => parseVersion('1.0.0+0123456')?.build, ['0123456']],
  ['a version with a v, which is valid elsewhere', () => parseVersion('v1.2.3'), undefined],
  ['a version in blanks, which is valid elsewhere', () => parseVersion(' 1.2.3 '), undefined],
  [
    'a version of more than 256 characters, which is too long elsewhere',
    () => parseVersion(`1.0.0-${'a'.repeat(300)}`)?.prerelease[0]?.toString().length,
    300,
  ],
  ['a number above 2^53 - 1, which is not exact', () => parseVersion('1.0.9007199254740992'), undefined],
  ['a number is below a word', () => order('1.0.0-999', '1.0.0-alpha'), -1],
  ['a word is above a number', () => order('1.0.0-alpha', '1.0.0-999'), 1],
  ['fewer identifiers are below more', () => order('1.0.0-beta', '1.0.0-beta.1'), -1],
  ['beta10 is below beta9', () => order('1.0.0-beta10', '1.0.0-beta9'), -1],
  ['beta.9 is below beta.10', () => order('1.0.0-beta.9', '1.0.0-beta.10'), -1],
  ['two tags that differ in build metadata tie', () => order('1.0.0+1', '1.0.0+2'), 0],
  [
    'the patch of a pre-release is its release',
    () => formatVersion(bumpVersion(version('1.2.3-beta.1'), 'patch')),
    '1.2.3',
  ],

  // Reverts
  [
    'a revert as git writes it, which is dropped elsewhere',
    () => fates('feat: x', `Revert "feat: x"\n\nThis reverts commit ${'0'.repeat(40)}.`),
    ['cancels', 'cancelled'],
  ],
  [
    'a revert with a scope, which is no revert elsewhere',
    () => fates('feat(api): x', `revert(api): feat(api): x\n\nThis reverts commit ${'0'.repeat(40)}.`),
    ['cancels', 'cancelled'],
  ],
  [
    'a revert of a squashed pull request, which has another number',
    () => fates('feat: x (#1)', 'Revert "feat: x (#1)" (#2)'),
    ['cancels', 'cancelled'],
  ],
  [
    'a revert of a revert, which cancels nothing elsewhere',
    () => fates('feat: x', 'Revert "feat: x"', 'Revert "Revert "feat: x""'),
    ['cancels', 'cancelled', 'counts'],
  ],
]

it.for(shown)('%s', ([, actual, expected]) => {
  expect(actual()).toEqual(expected)
})

it('has no name twice', () => {
  const names = [...tagged, ...shown].map(([name]) => name)
  expect(new Set(names).size).toBe(names.length)
})
