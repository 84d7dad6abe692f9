import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareVersions,
  formatVersion,
  keepsTo,
  parseVersion,
  planVersion,
  type RangeCommit,
  type ReleaseLine,
  type ReleaseTag,
  type Tag,
  type Version,
  type VersionPlan,
  type VersionRequest,
} from '../../src/index.ts'
import { version } from '../examples.ts'
import { beta, elsewhere, head, major1, minor12, policy, rangeCommit, rc } from './plan-examples.ts'

const small = fc.nat({ max: 2 })
const core = fc.tuple(small, small, small).map((parts) => parts.join('.'))
const step = fc
  .tuple(core, fc.constantFrom('rc', 'beta', 'alpha'), fc.constantFrom('', '.1', '.2', '.10', '.2.hotfix', '.x'))
  .map(([release, identifier, number]) => `${release}-${identifier}${number}`)
const text = fc.oneof(
  core,
  core,
  step,
  core.map((release) => `${release}+5`),
)
const lines: fc.Arbitrary<ReleaseLine> = fc.constantFrom<ReleaseLine[]>({ kind: 'stable' }, rc, beta, major1, minor12)

const commits = fc
  .array(
    fc.constantFrom(
      'feat: a',
      'fix: b',
      'feat!: c',
      'docs: d',
      'fix: e\n\nRelease-As: 1.1.1',
      'f\n\nRelease-As: 2.0.0-rc.1',
    ),
    {
      maxLength: 6,
    },
  )
  .map((texts) => texts.map((each, index): RangeCommit => rangeCommit(each, index)))

const policies = fc.record({
  defaultBump: fc.constantFrom('none' as const, 'patch' as const, 'minor' as const),
  zeroMajor: fc.constantFrom('breaking-is-minor' as const, 'breaking-is-major' as const, 'semver' as const),
  initialVersion: fc.constantFrom('1.0.0', '0.1.0', '0.0.1').map(version),
  majorPolicy: fc.constantFrom('allow' as const, 'require-approval' as const, 'cap-minor' as const, 'fail' as const),
  approved: fc.boolean(),
  releaseAs: fc.option(fc.constantFrom('1.0.0', '1.2.1-rc.1', '2.1.0').map(version), { nil: undefined }),
  build: fc.subarray(['7']),
})

const named = (text: string, commit: string): ReleaseTag => ({ name: `v${text}`, commit, version: version(text) })

/** Requests as a history gives them: the base is the highest stable tag that is reachable, and bounds are above it. */
const requests: fc.Arbitrary<VersionRequest> = fc
  .record({
    line: lines,
    contained: fc.uniqueArray(text, { maxLength: 6 }),
    others: fc.array(text, { maxLength: 6 }),
    burned: fc.array(text, { maxLength: 4 }),
    commits,
    policy: policies,
    fresh: fc.option(fc.nat({ max: 6 }), { nil: undefined }),
  })
  .map(({ line, contained, others, burned, commits, policy, fresh }) => {
    const reachable = contained
      .map((each) => named(each, 'd'.repeat(40)))
      .filter((tag) => keepsTo(line, tag.version))
      .toSorted((a, b) => compareVersions(b.version, a.version))
    const base = reachable.find((tag) => tag.version.prerelease.length === 0)
    const above = reachable.filter((tag) => base === undefined || compareVersions(tag.version, base.version) > 0)
    const foreign = others.filter((each) => !contained.includes(each)).map((each): Tag => named(each, elsewhere))
    return {
      line,
      prefix: 'v',
      head,
      base,
      reachable: above,
      tags: [...reachable, ...foreign],
      burned: new Set(burned.map((each) => `v${each}`)),
      commits,
      fresh: fresh === undefined ? undefined : new Set(commits.slice(0, fresh).map(({ sha }) => sha)),
      policy,
      given: undefined,
    }
  })

const isStep = ({ prerelease }: Version): boolean => prerelease.length > 0
const releaseOf = (of: Version): Version => ({ ...of, prerelease: [] })

/** Is above the other one; a step of another channel leads to no lower release than that. */
function mayFollow(version: Version, other: Version): boolean {
  const areOfTwo = isStep(version) && isStep(other) && version.prerelease[0] !== other.prerelease[0]
  if (areOfTwo) return compareVersions(releaseOf(version), releaseOf(other)) >= 0
  return compareVersions(version, other) > 0
}

/** The same request with other names for the channels. */
function renameAll(request: VersionRequest, rename: (text: string) => string): VersionRequest {
  const { line, policy, commits } = request
  const renamed = <T extends Tag>(tag: T): T => {
    const name = rename(tag.name)
    return { ...tag, name, ...('version' in tag && { version: version(name.slice(1)) }) }
  }
  const asked = policy.releaseAs && version(rename(formatVersion(policy.releaseAs)))
  return {
    ...request,
    line: line.kind === 'channel' ? { ...line, identifier: rename(line.identifier) } : line,
    base: request.base && renamed(request.base),
    reachable: request.reachable.map(renamed),
    tags: request.tags.map(renamed),
    burned: new Set([...request.burned].map(rename)),
    policy: { ...policy, releaseAs: asked },
    commits: commits.map(({ releaseAs, ...commit }): RangeCommit => ({
      ...commit,
      releaseAs: releaseAs && { ...releaseAs, text: rename(releaseAs.text) },
    })),
  }
}

const releasing = (plan: VersionPlan): boolean => plan.bump !== 'none' && plan.refusal === undefined
const shown = ({ tag, rule, bump, refusal }: VersionPlan): unknown => ({ tag, rule, bump, refusal: refusal?.code })

function holds(property: (plan: VersionPlan, request: VersionRequest) => void): void {
  fc.assert(
    fc.property(requests, (request) => property(planVersion(request), request)),
    { numRuns: 300 },
  )
}

describe('every plan', () => {
  it('is above its base and all that its commit contains but the steps of other channels to its release', () => {
    let released = 0
    holds(({ version: made, ...plan }, { base, reachable }) => {
      if (!releasing({ version: made, ...plan }) || made === undefined) return
      released += 1
      for (const { version: below } of [...(base === undefined ? [] : [base]), ...reachable]) {
        expect([made, below]).toSatisfy(() => mayFollow(made, below))
      }
    })
    expect(released).toBeGreaterThan(50)
  })

  it('does not depend on the order of the names of channels', () => {
    const others = new Map([
      ['rc', 'alpha'],
      ['alpha', 'beta'],
      ['beta', 'rc'],
    ])
    const rename = (text: string): string => text.replace(/\b(?:rc|beta|alpha)\b/, (name) => others.get(name) ?? name)
    holds((plan, request) => {
      const renamed = planVersion(renameAll(request, rename))
      expect(shown(renamed)).toEqual(shown({ ...plan, tag: rename(plan.tag) }))
    })
  })

  it('has a name that is nowhere and not burned, and a version of its line', () => {
    holds((plan, { tags, burned, line }) => {
      if (!releasing(plan)) return
      expect(tags.map(({ name }) => name)).not.toContain(plan.tag)
      expect(burned.has(plan.tag)).toBe(false)
      expect(plan.version !== undefined && keepsTo(line, plan.version)).toBe(true)
    })
  })

  it('has a tag that reads as its version', () => {
    holds((plan) => {
      const shownVersion = plan.version === undefined ? '' : `v${formatVersion(plan.version)}`
      expect(plan.tag).toBe(shownVersion)
      expect(plan.version).toEqual(plan.tag === '' ? undefined : parseVersion(plan.tag.slice(1)))
    })
  })

  it('on a channel is a step of it, unless a version was asked for', () => {
    holds((plan, { line }) => {
      if (line.kind !== 'channel' || !releasing(plan) || plan.rule === 'release-as') return
      expect(plan.version?.prerelease).toEqual([line.identifier, expect.any(Number)])
    })
  })

  it('is the same when it is made again', () => {
    holds((plan, request) => {
      expect(planVersion(request)).toEqual(plan)
    })
  })

  it('is the same when its tag was made meanwhile', () => {
    holds((plan, request) => {
      if (!releasing(plan) || plan.version === undefined) return
      const made = { name: plan.tag, commit: head, version: plan.version }
      const again = { ...request, tags: [...request.tags, made], reachable: [made, ...request.reachable] }
      expect(shown(planVersion(again))).toEqual(shown(plan))
    })
  })

  it('does not depend on the order of the tags', () => {
    holds((plan, request) => {
      const again = { ...request, tags: request.tags.toReversed(), reachable: request.reachable.toReversed() }
      expect(shown(planVersion(again))).toEqual(shown(plan))
    })
  })

  it('does not depend on the order of commits that ask for no version by name', () => {
    holds((_, request) => {
      const plain = request.commits.map((commit): RangeCommit => ({ ...commit, releaseAs: undefined }))
      const forth = planVersion({ ...request, commits: plain })
      expect(shown(planVersion({ ...request, commits: plain.toReversed() }))).toEqual(shown(forth))
    })
  })

  it('rises when the one before was made and more came', () => {
    holds((plan, request) => {
      if (!releasing(plan) || plan.version === undefined) return
      const made = { name: plan.tag, commit: 'a'.repeat(40), version: plan.version }
      const isStable = plan.version.prerelease.length === 0
      const next = planVersion({
        ...request,
        base: isStable ? made : request.base,
        reachable: isStable ? [] : [made, ...request.reachable],
        tags: [...request.tags, made],
        commits: isStable ? [rangeCommit('fix: x', 9)] : [rangeCommit('fix: x', 9), ...request.commits],
        fresh: new Set([rangeCommit('', 9).sha]),
        policy: { ...request.policy, releaseAs: undefined },
      })
      if (next.refusal !== undefined) return
      const [after = plan.version, before] = [next.version, plan.version]
      expect([after, before]).toSatisfy(() => mayFollow(after, before))
    })
  })
})

it('a version is another one exactly when a name was passed over', () => {
  const request: VersionRequest = {
    line: { kind: 'stable' },
    prefix: 'v',
    head,
    base: named('1.0.0', elsewhere),
    reachable: [],
    tags: [],
    burned: new Set(),
    commits: [rangeCommit('feat: a')],
    fresh: undefined,
    policy,
    given: undefined,
  }
  fc.assert(
    fc.property(fc.array(core), fc.array(core), (taken, burned) => {
      const tags = taken.map((each) => named(each, elsewhere))
      const plan = planVersion({ ...request, tags, burned: new Set(burned.map((each) => `v${each}`)) })
      expect(plan.tag === 'v1.1.0').toBe(plan.skipped.length === 0)
    }),
  )
})
