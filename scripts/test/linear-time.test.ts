import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attackOn, likelyAttackOn, proven } from '../linear-time.ts'
import { allExpressions, composedBy, expressionsIn, type Composed, type Pattern } from '../regular-expressions.ts'
import { sampled } from '@slipway/test-support/sampling/sampling'
import { model } from '../../local-cloud/frame/src/model.ts'
import { endpoints } from '../../local-cloud/github/src/rest/endpoints.ts'
import { matchEndpoint } from '../../local-cloud/github/src/rest/match-endpoint.ts'
import { releaseLine } from '../../packages/versioning/src/lines/release-line.ts'

const root = join(import.meta.dirname, '..', '..')
const all = allExpressions()

/** Functions that compose expressions of what they are given, each given the hardest that it takes. */
const composers: Readonly<Record<string, () => unknown>> = {
  'local-cloud/frame/src/model.ts': () => model('inspector2'),
  'local-cloud/github/src/rest/match-endpoint.ts': () =>
    [...new Set(endpoints.map(({ method }) => method))].map((method) =>
      matchEndpoint(endpoints, method, '/repos/o/r/none'),
    ),
  'packages/versioning/src/lines/release-line.ts': () => releaseLine('1', [], ['N.x', 'N.N.x', 'N1N']),
}

/** The forms of a secret are too many for the analyser: the time to hide one is measured where its tests are. */
const measured = ['packages/probe/src/secrets.ts']

const slow: readonly (readonly [string, RegExp])[] = [
  ['rows of blanks beside each other', /^\w+\s*\s*:/],
  ['a row that is begun anew at each of its characters', /\s+$/],
  ['a row within rows', /^(?:a+)+$/],
  ['an end that is looked for from every beginning', /<!--[^]*?-->/],
  ['a lookahead at the rest', /a(?=[^]*b)/],
]
const finds = [attackOn, likelyAttackOn].flatMap((find) =>
  slow.map(([what, pattern]) => ({ by: find.name, what, find, pattern })),
)

describe('the analyser', () => {
  it.for(sampled(finds, { what: 'slow expressions', size: 3, kind: ({ by }) => by }))(
    'finds $what ($by)',
    ({ find, pattern: { source, flags } }) => {
      expect(find({ source, flags })).toMatch(/its time is a .* of the length of /)
    },
  )

  it.for<[string, RegExp]>([
    ['a row that is begun once', /(?<!\s)\s+$/],
    ['rows that something divides', /^\w+\s*:\s*(\S.*)$/s],
  ])('lets %s be', ([, { source, flags }]) => {
    expect(attackOn({ source, flags })).toBeUndefined()
  })

  it('sees every way to write an expression, and nothing else', () => {
    const text = [
      "const text = '/a+/g' // /b+/",
      'const half = text.length / 2 / 3',
      'const one = /c[/]+/g',
      'const two = new RegExp(`${text}+`)',
      "const three = (): RegExp => RegExp('d')",
    ].join('\n')
    expect(expressionsIn('x.ts', text)).toEqual({
      written: [{ file: 'x.ts', line: 3, source: 'c[/]+', flags: 'g' }],
      composed: [
        { file: 'x.ts', line: 4, atOnce: true },
        { file: 'x.ts', line: 5, atOnce: false },
      ],
    })
  })
})

/** `file:line: /…/: its time is …` of each that takes more time than its text is long. */
function attacksOn(
  patterns: readonly (Pattern & Pick<Composed, 'file' | 'line'>)[],
  find = attackOn,
): readonly string[] {
  return patterns.flatMap(({ file, line, source, flags }) => {
    const attack = find({ source, flags })
    return attack === undefined ? [] : [`${file}:${line}: /${source}/${flags}: ${attack}`]
  })
}

describe('the time of a regular expression grows with its text only', () => {
  it('where it is written', () => {
    expect(all.written.length).toBeGreaterThan(300)
    const known = proven()
    const isKnown = ({ source, flags }: Pattern): boolean => known.has(`/${source}/${flags}`)
    const again = sampled(all.written.filter(isKnown), { what: 'proven expressions', size: 3, kind: () => 'any' })
    const fresh = all.written.filter((each) => !isKnown(each))
    expect(attacksOn([...fresh, ...again])).toEqual([])
  })

  it('where it is composed while a module is loaded', async () => {
    const files = Object.entries(
      Object.groupBy(
        all.composed.filter(({ atOnce }) => atOnce),
        ({ file }) => file,
      ),
    )
    expect(files.length).toBeGreaterThan(4)
    const placed: (Pattern & Pick<Composed, 'file' | 'line'>)[] = []
    for (const [file, sites = []] of files) {
      const path = join(root, file)
      // What it needs is loaded first, so that only its own is seen the second time.
      await import(path)
      const made = await composedBy(() => import(`${path}?again`))
      expect(made, file).toHaveLength(sites.length)
      placed.push(...made.map((each, at) => ({ ...each, file, line: sites[at]?.line ?? 0 })))
    }
    const some = sampled(placed, { what: 'composed expressions', size: 6, kind: ({ file }) => file })
    expect(attacksOn(some, likelyAttackOn)).toEqual([])
  })

  it.for(Object.keys(composers))('where %s composes it', async (file) => {
    const made = await composedBy(composers[file] ?? (() => undefined))
    expect(made).not.toEqual([])
    expect(
      attacksOn(
        made.map((each) => ({ ...each, file, line: 0 })),
        likelyAttackOn,
      ),
    ).toEqual([])
  })

  it('wherever it is composed', () => {
    const files = all.composed.filter(({ atOnce }) => !atOnce).map(({ file }) => file)
    expect([...new Set(files)].toSorted()).toEqual([...Object.keys(composers), ...measured].toSorted())
  })
})
