import { judgeCommit, parseVersion, type RangeCommit, type ReleaseTag, type Version } from '@slipway/versioning'
import type { PackageRelease, SemverResult } from '../../src/result.ts'

export const sha = (index: number): string => String(index).padStart(7, '0').padEnd(40, 'f')

export function version(text: string): Version {
  const parsed = parseVersion(text)
  if (parsed === undefined) throw new Error(`${text} is no version`)
  return parsed
}

export function tag(name: string, commit: string = sha(900)): ReleaseTag {
  return { name, commit, version: version(name.replace(/^.*?(?=\d)/, '')) }
}

/** Commits as they stand in a range: each counts, unless `more` says otherwise. */
export function range(messages: readonly string[], more: readonly Partial<RangeCommit>[] = []): readonly RangeCommit[] {
  return messages.map((message, index) => {
    const commit = judgeCommit({ sha: sha(index), message })
    const settled = { ...commit, fate: 'counts', by: undefined, ...more[index] } as const
    return settled.fate === 'counts' ? settled : { ...settled, bump: 'none' }
  })
}

type Plan = PackageRelease['plan']

export interface Example extends Partial<Omit<PackageRelease, 'plan'>> {
  readonly plan?: Partial<Plan>
}

/** `v1.3.0` over `v1.2.0`, by a feature, as previewed on a stable line; `more` differs. */
export function release({ plan = {}, ...more }: Example = {}): PackageRelease {
  const commits = plan.commits ?? range(['docs: say how', 'feat(api): b', 'fix: a'])
  const base = 'base' in plan ? plan.base : tag('v1.2.0')
  const deciding = commits.find(({ bump }) => bump === (plan.bump ?? 'minor'))
  return {
    name: '',
    notes: { markdown: '## 1.3.0\n\n### Features\n\n- **api:** b', left: 0 },
    rejected: [],
    outcome: 'preview',
    release: undefined,
    floating: [],
    ...more,
    plan: {
      line: { kind: 'stable' },
      rule: 'highest-bump',
      because: 'abc1234 asks for minor: "feat(api): b"',
      bump: 'minor',
      version: version('1.3.0'),
      tag: 'v1.3.0',
      deciding,
      skipped: [],
      warnings: [],
      refusal: undefined,
      previous: base,
      ...plan,
      base,
      commits,
    },
  }
}

export function result(more: Partial<SemverResult> = {}): SemverResult {
  return {
    head: sha(0),
    source: 'checkout',
    releases: [release()],
    pull: undefined,
    lint: undefined,
    files: { notes: '/tmp/notes.md', commits: '/tmp/commits.json' },
    warnings: [],
    ...more,
  }
}
