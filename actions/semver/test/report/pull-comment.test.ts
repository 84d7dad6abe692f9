import { describe, expect, it } from 'vitest'
import { commentMarker, pullComment, report, type PullComment } from '../../src/report.ts'
import { range, release, result, sha } from './example.ts'

const { plan } = release()
const nothing = { ...plan, bump: 'none', tag: 'v1.2.0', because: 'no releasing commit since v1.2.0' } as const

function comment(more: Partial<PullComment> = {}): string {
  return pullComment({
    pull: { squash: plan, merge: plan },
    releases: [release()],
    lint: undefined,
    warnings: [],
    ...more,
  })
}

describe('the comment on a pull request', () => {
  it('reads like this', () => {
    const lint = [
      { sha: sha(4), line: 1, lineText: 'did it', code: 'not-conventional', message: 'write type: subject' },
    ] as const
    expect(comment({ pull: { squash: nothing, merge: plan }, lint })).toBe(
      `### What this releases depends on how it is merged

| Merged by | Releases | Bump | Because |
| --- | --- | --- | --- |
| squash | nothing | none | no releasing commit since v1.2.0 |
| merge | \`v1.3.0\` | minor | abc1234 asks for minor: "feat&#40;api&#41;: b" |

**Lint:**

- \`0000004\`, line 1: “did it”: write type: subject
`,
    )
  })

  it.for<[name: string, pull: PullComment['pull'], title: string]>([
    ['the same both ways', { squash: plan, merge: plan }, 'Merging this releases `v1.3.0`'],
    ['by the only way', { squash: plan, merge: undefined }, 'Merging this releases `v1.3.0`'],
    ['nothing both ways', { squash: nothing, merge: nothing }, 'Merging this releases nothing'],
    ['nothing one way', { squash: nothing, merge: plan }, 'What this releases depends on how it is merged'],
  ])('says what is released: %s', ([, pull, title]) => {
    expect(comment({ pull })).toContain(`### ${title}\n`)
  })

  it('is the same text for the same state, without the marker, which whoever writes it puts first', () => {
    expect(comment()).not.toContain(commentMarker)
    expect(comment()).toBe(comment())
  })

  it('names the packages that are released', () => {
    const releases = [
      release({ name: 'api', plan: { tag: 'api-v1.3.0' } }),
      release({ name: 'web', plan: { bump: 'none', tag: 'web-v1.0.0' } }),
    ]
    const text = comment({ releases, pull: { squash: undefined, merge: undefined } })
    expect(text).toContain('### Merging this releases `api-v1.3.0`\n')
    expect(text).toContain('| api | `api-v1.3.0` | minor |')
    expect(text).not.toContain('web-v1.0.0')
  })

  it('says what stands in the way', () => {
    const refusal = { code: 'MAJOR_NOT_APPROVED', message: '0000003 breaks', remedy: 'add the label' } as const
    const refused = { ...plan, refusal }
    const text = comment({ pull: { squash: refused, merge: undefined }, releases: [release({ plan: refused })] })
    expect(text).toContain('**refused:** 0000003 breaks')
    expect(text).toContain('- 0000003 breaks; add the label')
  })

  it('praises messages that are well formed', () => {
    expect(comment({ lint: [] })).toContain('**Lint:** every message is well formed.')
    expect(comment()).not.toContain('Lint')
  })

  it('is short, and interprets nothing', () => {
    const long = `<!-- @team | ${'x'.repeat(4000)}`
    const lint = Array.from(
      { length: 300 },
      (_, index) => ({ sha: sha(index), line: 1, lineText: long, code: 'not-conventional', message: long }) as const,
    )
    const commits = range(['fix: a'], [{ nearMisses: [{ kind: 'mark', line: 2, lineText: long, because: long }] }])
    const releases = Array.from({ length: 60 }, (_, index) =>
      release({ name: `${long}${index}`, plan: { commits, because: long, warnings: [long] } }),
    )
    const text = comment({ lint, releases })
    expect(text.length).toBeLessThan(65_536 / 2)
    expect(text).toContain('… and 290 more findings.')
    expect(text).not.toContain('<!--')
    expect(text).not.toContain('@team')
  })

  it('is in the summary, too', () => {
    const pull = { number: 7, squash: plan, merge: nothing, comment: 'forbidden' } as const
    expect(report(result({ pull })).summary).toContain('| merge | nothing | none | no releasing commit since v1.2.0 |')
  })
})
