// Commit messages in the shapes, and about as often, as they occur in public repositories: of 95,911 commits in 82 of
// them, 47 % had a conventional header, 9 % a `---` line, 2.5 % squash bullets, 0.33 % a BREAKING CHANGE, 0.21 % a `!`.

const words =
  'the a to of and in for with when on from that this is be not after before cache request timeout header client server parser config option value field list item page user token session retry error message query index column table route handler stream buffer socket upload download worker queue job task schedule build release version package module import export type interface test fixture case default fallback empty missing invalid duplicate stale slow memory leak race deadlock limit rate size order sort filter search render layout button dialog form input label theme icon locale'.split(
    ' ',
  )
const types: readonly (readonly [type: string, share: number])[] = [
  ['fix', 0.36],
  ['feat', 0.22],
  ['chore', 0.16],
  ['docs', 0.08],
  ['refactor', 0.07],
  ['test', 0.04],
  ['ci', 0.03],
  ['build', 0.02],
  ['perf', 0.02],
]
const scopes = ['api', 'cli', 'core', 'deps', 'ui', 'docs', 'parser', 'server', 'auth', 'store']
const people = ['Ada Byron <ada@example.com>', 'Grace Hopper <grace@example.com>', 'Linus Torvald <linus@example.com>']

export interface Messages {
  /** The next message; `breaking: false` leaves out what would ask for a major version. */
  next(options: { readonly breaking: boolean }): string
}

export function realisticMessages(random: () => number): Messages {
  const chance = (share: number): boolean => random() < share
  const pick = (values: readonly string[]): string => values[Math.floor(random() * values.length)] ?? ''
  const prose = (from: number, to: number): string =>
    Array.from({ length: from + Math.floor(random() * (to - from)) }, () => pick(words)).join(' ')
  const number = (): number => 1 + Math.floor(random() * 20_000)

  function type(): string {
    let left = random()
    const found = types.find(([, share]) => (left -= share) < 0)?.[0] ?? 'style'
    const capital = chance(found === 'fix' || found === 'feat' ? 0.006 : 0.18)
    return capital ? found.charAt(0).toUpperCase() + found.slice(1) : found
  }

  function header(breaking: boolean): string {
    const pull = `${chance(0.03) ? ' ✨' : ''}${chance(0.4) ? ` (#${number()})` : ''}`
    if (!chance(0.5)) return `${prose(4, 9).replace(/^./, (first) => first.toUpperCase())}${pull}`
    const scope = chance(0.5) ? `(${chance(0.002) ? `${pick(scopes)}, ${pick(scopes)}` : pick(scopes)})` : ''
    const mark = breaking && chance(0.0045) ? '!' : ''
    return `${chance(0.0004) ? ' ' : ''}${type()}${scope}${mark}: ${prose(4, 9)}${pull}`
  }

  const paragraph = (): string => prose(18, 60).replaceAll(/(.{60,72}) /g, '$1\n')
  const bullets = (): string => Array.from({ length: 3 }, () => `* ${type()}: ${prose(4, 8)}`).join('\n\n')
  const trailers = (): string => ['Signed-off-by', 'Reviewed-by'].map((token) => `${token}: ${pick(people)}`).join('\n')

  function next({ breaking }: { readonly breaking: boolean }): string {
    if (chance(0.09)) return bumped(pick(words), number(), chance(0.5))
    const parts = [header(breaking)]
    if (chance(0.025)) parts.push(bullets())
    else if (chance(0.35)) parts.push(...Array.from({ length: 1 + Math.floor(random() * 3) }, paragraph))
    if (chance(0.003)) parts.push(`> BREAKING CHANGE: ${prose(6, 20)}\n\nwas not a breaking change: ${prose(3, 6)}`)
    if (breaking && chance(0.0035)) parts.push(`BREAKING CHANGE: ${prose(6, 20)}`)
    if (chance(0.3)) parts.push(trailers())
    return `${parts.join('\n\n')}\n`
  }
  return { next }
}

/** As a dependency bot writes it, with a YAML document between `---` and `...`. */
function bumped(name: string, number: number, conventional: boolean): string {
  const [from, to] = [`1.${number % 40}.0`, `1.${(number % 40) + 1}.0`]
  return `${conventional ? 'build(deps): bump' : 'Bump'} ${name} from ${from} to ${to} (#${number})

Bumps [${name}](https://example.com/${name}) from ${from} to ${to}.
- [Release notes](https://example.com/${name}/releases)
- [Commits](https://example.com/${name}/compare/v${from}...v${to})

---
updated-dependencies:
- dependency-name: ${name}
  dependency-version: ${to}
  dependency-type: direct:production
  update-type: version-update:semver-minor
...

Signed-off-by: bot <support@example.com>
`
}

/** As `git revert` writes it. */
export function revertOf(message: string, sha: string): string {
  return `Revert "${message.slice(0, message.indexOf('\n')).trim()}"\n\nThis reverts commit ${sha}.\n`
}
