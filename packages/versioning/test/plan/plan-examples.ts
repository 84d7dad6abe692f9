import {
  planVersion,
  type Bump,
  type RangeCommit,
  type ReleaseLine,
  type ReleaseTag,
  type Tag,
  type VersionPlan,
  type VersionPolicy,
} from '../../src/index.ts'
import { release, version } from '../examples.ts'

export const head: string = 'f'.repeat(40)
export const elsewhere: string = 'e'.repeat(40)

/** What a commit's header asks for in these examples; how messages are read is another matter. */
function bumpOf(header: string): Bump {
  if (/^\w+!:/.test(header)) return 'major'
  if (header.startsWith('feat:')) return 'minor'
  return header.startsWith('fix:') ? 'patch' : 'none'
}

/** The sha of the nth of the example commits: ten digits that differ from the first on. */
export function shaOf(index: number): string {
  return `${index}`.repeat(40).slice(0, 40)
}

/** A commit of a range, with `Release-As: x` after its header when it asks for a version. */
export function rangeCommit(text: string, index = 0, overrides: Partial<RangeCommit> = {}): RangeCommit {
  const [header = '', asked] = text.split('\n\nRelease-As: ')
  const bump = bumpOf(header)
  return {
    sha: shaOf(index),
    header,
    type: undefined,
    scope: undefined,
    subject: header,
    bump,
    rule: bump === 'none' ? 'not-conventional' : 'type',
    ruleText: undefined,
    line: 1,
    lineText: header,
    breaking: bump === 'major' ? header : undefined,
    changes: [],
    pull: undefined,
    releaseAs: asked === undefined ? undefined : { text: asked, line: 3 },
    reverts: undefined,
    reapplies: undefined,
    nearMisses: [],
    merge: false,
    fate: 'counts',
    by: undefined,
    ...overrides,
  }
}

export const policy: VersionPolicy = {
  defaultBump: 'none',
  zeroMajor: 'breaking-is-minor',
  initialVersion: version('1.0.0'),
  majorPolicy: 'allow',
  approved: false,
  releaseAs: undefined,
  build: [],
}

export interface Example extends Partial<Omit<VersionPolicy, 'initialVersion' | 'releaseAs'>> {
  readonly on?: ReleaseLine
  readonly base?: string
  readonly commits?: readonly (string | RangeCommit)[]
  /** Tags above the base that the commit contains. */
  readonly reachable?: readonly string[]
  /** Tags that it does not contain. */
  readonly others?: readonly (string | Tag)[]
  /** Tags that it contains and that the listing of all tags lacks. */
  readonly unlisted?: readonly string[]
  readonly atHead?: readonly string[]
  readonly burned?: readonly string[]
  /** The indexes of the commits that came after the channel's last tag. */
  readonly fresh?: readonly number[]
  readonly initialVersion?: string
  readonly releaseAs?: string
  readonly given?: string
  readonly prefix?: string
  readonly package?: string
  /** The prefixes of other packages. */
  readonly siblings?: readonly string[]
}

const tag = (text: string, commit: string, prefix: string): ReleaseTag => ({
  ...release(text, commit),
  name: `${prefix}${text}`,
})

/** The plan of an example, whose commits are newest first. */
export function plan(example: Example): VersionPlan {
  const {
    on = { kind: 'stable' },
    base,
    commits = [],
    reachable = [],
    others = [],
    atHead = [],
    prefix = 'v',
  } = example
  const { initialVersion, releaseAs, given, fresh } = example
  const { defaultBump, zeroMajor, majorPolicy, majorLabel, approved, build } = { ...policy, ...example }
  const from = base === undefined ? undefined : tag(base, 'b'.repeat(40), prefix)
  const contained = [
    ...reachable.map((text) => tag(text, 'd'.repeat(40), prefix)),
    ...atHead.map((text) => tag(text, head, prefix)),
  ]
  const foreign = others.map((other) =>
    typeof other === 'string' ? { name: `${prefix}${other}`, commit: elsewhere } : other,
  )
  return planVersion({
    line: on,
    prefix,
    package: example.package,
    head,
    base: from,
    reachable: [...contained, ...(example.unlisted ?? []).map((text) => tag(text, 'd'.repeat(40), prefix))],
    tags: [...(from === undefined ? [] : [from]), ...contained, ...foreign],
    burned: new Set(example.burned),
    commits: commits.map((commit, index) => (typeof commit === 'string' ? rangeCommit(commit, index) : commit)),
    fresh: fresh === undefined ? undefined : new Set(fresh.map(shaOf)),
    policy: {
      defaultBump,
      zeroMajor,
      majorPolicy,
      ...(majorLabel === undefined ? {} : { majorLabel }),
      approved,
      build,
      initialVersion: version(initialVersion ?? '1.0.0'),
      releaseAs: releaseAs === undefined ? undefined : version(releaseAs),
    },
    given: given === undefined ? undefined : version(given),
    siblings: example.siblings ?? [],
  })
}

export const rc: ReleaseLine = { kind: 'channel', identifier: 'rc' }
export const beta: ReleaseLine = { kind: 'channel', identifier: 'beta' }
export const major1: ReleaseLine = { kind: 'maintenance', major: 1, minor: undefined }
export const minor12: ReleaseLine = { kind: 'maintenance', major: 1, minor: 2 }
