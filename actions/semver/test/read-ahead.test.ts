import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openGit, type Git } from '@slipway/git'
import { defaultRules } from '@slipway/versioning'
import { cleanEnvironment, Repository } from '@slipway/test-support/git/repository'
import { examples } from '@slipway/test-support/sampling/sampling'
import { judgeRange, type Reading } from '../src/reading/read-range.ts'
import type { WalkedCommit } from '../src/history.ts'
import { recentRange, walkRange } from '../src/reading/walk-range.ts'

const reading: Reading = { judging: { mode: 'tolerant', rules: defaultRules, squashBodies: 'auto' }, skip: [] }

/** For each commit, oldest first: how far back its parents are, and how far its date is from its place in the row. */
type Plan = readonly (readonly [back: readonly number[], offset: number])[]

/** The commits' numbers by sha. */
function build(repository: Repository, plan: Plan): ReadonlyMap<string, number> {
  const commits = plan.map(([back, offset], at) => {
    const parents = [...new Set(back.map((each) => at - 1 - each))].filter((each) => each >= 0)
    const message = `${at % 3 === 0 ? 'feat' : 'fix'}: ${at}`
    const from = parents.map((each, index) => `${index === 0 ? 'from' : 'merge'} :${each + 1}\n`).join('')
    // A branch of its own each, so that one without a parent is a start.
    return `commit refs/heads/c${at}\nmark :${at + 1}\ncommitter Ada <a@example.com> ${1_700_000_000 + at + offset} +0000\ndata ${message.length}\n${message}\n${from}\n`
  })
  const env = cleanEnvironment
  execFileSync('git', ['fast-import', '--quiet', '--force'], {
    cwd: repository.directory,
    env,
    input: commits.join(''),
  })
  const names = plan.map((_, at) => `c${at}`)
  return new Map(
    repository
      .git('rev-parse', ...names)
      .split('\n')
      .map((sha, at) => [sha, at]),
  )
}

function ancestors(plan: Plan, tip: number): ReadonlySet<number> {
  const found = new Set([tip])
  for (let at = tip; at >= 0; at -= 1) {
    if (found.has(at)) for (const each of plan[at]?.[0] ?? []) if (at - 1 - each >= 0) found.add(at - 1 - each)
  }
  return found
}

const plans = (offset: fc.Arbitrary<number>): fc.Arbitrary<Plan> =>
  fc.array(fc.tuple(fc.array(fc.nat({ max: 6 }), { maxLength: 3 }), offset), { minLength: 1, maxLength: 30 })

interface Found {
  readonly head: string
  readonly base: string
  readonly isContained: boolean
  /** What came after the base, in the order in which git lists all that the head contains. */
  readonly expected: readonly string[]
  readonly walked: readonly string[] | undefined
  readonly logged: readonly string[]
  /** The same from the newest commits, all of them, and some. */
  readonly recent: readonly string[] | undefined
  readonly recentFew: readonly string[] | undefined
}

async function find(plan: Plan, pick: number): Promise<Found> {
  using repository = Repository.empty()
  const numbers = build(repository, plan)
  const shas = [...numbers.keys()]
  const head = shas.at(-1) ?? ''
  const base = shas[pick % plan.length] ?? ''
  const git = await openGit({ directory: repository.directory, env: cleanEnvironment })
  const [all, out] = [ancestors(plan, plan.length - 1), ancestors(plan, pick % plan.length)]
  const listed = repository.git('rev-list', head, base).split('\n')
  const walked = await walkRange(walkOf(git), { base, head }, reading)
  const logged = await judgeRange(git, { from: [base], to: head }, reading)
  const recentOf = async (most: number): Promise<readonly string[] | undefined> => {
    repository.git('checkout', '--quiet', '--detach', head)
    const { recent } = await openGit({ directory: repository.directory, env: cleanEnvironment, recent: most })
    const read = recent?.()
    if (read === undefined) throw new Error('they were asked for')
    return recentRange({ most, commits: await read.commits }, { base, head }, reading)?.commits.map(({ sha }) => sha)
  }
  return {
    head,
    base,
    isContained: all.has(pick % plan.length),
    expected: listed.filter((sha) => all.has(numbers.get(sha) ?? -1) && !out.has(numbers.get(sha) ?? -1)),
    walked: walked?.commits.map(({ sha }) => sha),
    logged: logged.commits.map(({ sha }) => sha),
    recent: await recentOf(100),
    recentFew: await recentOf(1 + (pick % 40)),
  }
}

function walkOf({ walk }: Git): NonNullable<Git['walk']> {
  if (walk === undefined) throw new Error('a checkout can be walked')
  return walk
}

describe('what came after a base, read on a walk', () => {
  it('is what git lists, in its order, in every history whose dates rise', async () => {
    await fc.assert(
      fc.asyncProperty(plans(fc.constant(0)), fc.nat(), async (plan, pick) => {
        const { isContained, expected, walked, logged, recent, recentFew } = await find(plan, pick)
        expect(walked).toEqual(isContained ? expected : undefined)
        expect(recent).toEqual(walked)
        expect(recentFew).toEqual(recentFew && walked)
        expect(isContained ? logged : expected).toEqual(expected)
      }),
      examples('histories whose dates rise', 40, 8),
    )
  })

  it.for<readonly [name: string, offset: fc.Arbitrary<number>]>([
    ['are wrong', fc.integer({ min: -8, max: 8 })],
    ['are far off', fc.constantFrom(0, 0, 0, -1_000_000, 1_000_000)],
    ['are equal in parts', fc.constantFrom(0, -1, -2)],
  ])('is what came after it, or not told, where dates %s', async ([name, offset]) => {
    await fc.assert(
      fc.asyncProperty(plans(offset), fc.nat(), async (plan, pick) => {
        const { isContained, expected, walked, recent, recentFew } = await find(plan, pick)
        for (const told of [walked, recent, recentFew]) {
          expect(told && { isContained, told }).toEqual(told && { isContained: true, told: expected })
        }
      }),
      examples(`histories whose dates ${name}`, 40, 8),
    )
  })
})

describe('recent commits', () => {
  const commit = (sha: string, parents: string, date: number): WalkedCommit => ({
    sha,
    parents,
    date,
    message: 'fix: a',
    author: '',
  })
  // The base contains `late`, which has a later date and no parents: it is met first, and only the base puts that right.
  const skewed = [commit('head', 'base late', 9), commit('late', '', 8), commit('base', 'late', 1)]
  const told = (commits: readonly WalkedCommit[], most: number, head = 'head'): readonly string[] | undefined =>
    recentRange({ commits, most }, { base: 'base', head }, reading)?.commits.map(({ sha }) => sha)

  it.for<readonly [name: string, commits: readonly WalkedCommit[], most: number, told: readonly string[] | undefined]>([
    ['that are not all leave open what a later one may say', skewed.slice(0, 2), 2, undefined],
    ['that contradict each other tell nothing', skewed, 9, undefined],
    ['that are all tell it', [commit('head', 'base', 9), commit('base', '', 8)], 9, ['head']],
    ['of another head tell nothing', [commit('other', 'head', 10), commit('head', 'base', 9)], 9, undefined],
    ['of the base tell nothing', [commit('base', '', 8)], 9, undefined],
    ['that could not be read tell nothing', [], 9, undefined],
  ])('%s', ([, commits, most, expected]) => {
    expect(told(commits, most)).toEqual(expected)
  })

  it('are none after a head that is the base', () => {
    expect(told([commit('base', '', 8)], 9, 'base')).toEqual([])
  })
})
