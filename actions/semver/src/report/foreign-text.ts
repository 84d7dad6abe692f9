import { safeMarkdown } from '@slipway/action-io'

/** What is left of a character of two halves when it is cut between them. */
const halfCharacter = /[\uD800-\uDBFF]$/

/** Text of others for one cell or list item: one line, nothing interpreted, at most so many characters of it. */
export function shown(text: string, limit = 120): string {
  const clipped =
    text.length > limit
      ? `${text
          .slice(0, limit - 1)
          .replace(halfCharacter, '')
          .trimEnd()}…`
      : text
  return safeMarkdown(clipped)
}

/** The beginning of a sha, as code; a link where the repository is known. */
export function shortSha(sha: string, repositoryUrl?: string): string {
  const short = `\`${sha.slice(0, 7)}\``
  return repositoryUrl === undefined ? short : `[${short}](${repositoryUrl}/commit/${sha})`
}

/** The first items of a list, a line each, and how many there are besides. */
export function bulletList(lines: readonly string[], limit: number, what: string): string {
  const items = lines.slice(0, limit).map((line) => `- ${line}`)
  const rest = lines.length - items.length
  return [...items, ...(rest > 0 ? [`- … and ${count(rest, `more ${what}`)}.`] : [])].join('\n')
}

/** `1 commit`, `2 commits`, `1,000 commits`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`
}

/** Sections of a page, those that have something to say. */
export function sections(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n\n')
}

/** A word that begins with a capital letter where it begins a sentence; not the sha of a commit, nor a tag. */
const word = /^(?![0-9a-f]{7} )[a-z-]+(?=[\s:;,.]|$)/

export function capital(text: string): string {
  return word.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

/** `100,000`. By hand: to load a locale for it costs more than a look at a hundred commits. */
export function grouped(number: number): string {
  return number < 1000 ? String(number) : `${grouped(Math.floor(number / 1000))},${String(number).slice(-3)}`
}
