import type { Header } from './header.ts'
import { detached } from './message-lines.ts'

/** What a commit says it takes back, or brings back. */
export interface Reversal {
  /** As written, in lower case: seven characters or more. */
  readonly shas: readonly string[]
  /** The header it quotes. */
  readonly header: string | undefined
  /** The number of the pull request it names. */
  readonly pull: number | undefined
}

/** What the lines after the header say is taken back. */
export type RevertedByBody = Pick<Reversal, 'shas' | 'pull'>

export const nothingReverted: RevertedByBody = { shas: [], pull: undefined }

/** `Revert "…"`, as git and GitHub write it, with the number of its own pull request when that was squashed. */
const gitRevert = /^revert "(.+)"(?: \(#\d+\))?$/i

/** As git writes the revert of a revert since 2.43. */
const gitReapply = /^reapply "(.+)"(?: \(#\d+\))?$/i

const sha = '[0-9a-f]{7,64}\\b'
const revertsCommits = new RegExp(`^\\s*This reverts commits? (${sha}(?:(?:,? and |, ?| )${sha})*)`, 'i')
const refs = /^\s*refs?: (.+)$/i
const revertsPull = /^\s*Reverts (?:[\w.-]+\/[\w.-]+)?#(\d{1,9})\b/
const anySha = new RegExp(`\\b${sha}`, 'gi')
const onlyShas = new RegExp(`^(?:commits? )?${sha}(?:(?:,? and |, ?| )${sha})*$`, 'i')

/** Whether a header is a revert or a reapply as git and GitHub write them. */
export function isGitReversal(header: string): boolean {
  return header.includes(' "') && (gitRevert.test(header) || gitReapply.test(header))
}

/** The header that a reapply, or the revert of a revert, brings back; `undefined` for any other header. */
export function reappliedHeader(header: string): string | undefined {
  const quoted = gitRevert.exec(header)?.[1]
  return gitReapply.exec(header)?.[1] ?? (quoted === undefined ? undefined : gitRevert.exec(quoted)?.[1])
}

/**
 * What the lines after a header say is taken back: `This reverts commit <sha>` (git), `Reverts owner/repository#12`
 * (GitHub), and under a revert `Refs: <sha>` (Conventional Commits). The second sha of the revert of a merge, which
 * `reversing changes made to` precedes, is no target.
 */
export function revertedByBody(lines: readonly string[], body: readonly number[], isRevert: boolean): RevertedByBody {
  const shas: string[] = []
  let pull: number | undefined
  for (const index of body) {
    const line = lines[index] ?? ''
    const named = revertsCommits.exec(line)?.[1] ?? (isRevert ? refs.exec(line)?.[1] : undefined)
    shas.push(...shasIn(named ?? ''))
    pull ??= toNumber(revertsPull.exec(line)?.[1])
  }
  return shas.length === 0 && pull === undefined ? nothingReverted : { shas, pull }
}

function shasIn(text: string): readonly string[] {
  return (text.match(anySha) ?? []).map((each) => detached(each.toLowerCase()))
}

function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits)
}

interface Reversals {
  readonly reverts: Reversal | undefined
  readonly reapplies: Reversal | undefined
}

const none: Reversals = { reverts: undefined, reapplies: undefined }

/** What a commit takes back and brings back, by its header and its body. */
export function reversalsOf(header: string, parts: Header | undefined, body: RevertedByBody): Reversals {
  if (body === nothingReverted && parts?.type !== 'revert' && !isGitReversal(header)) return none
  const again = gitReapply.exec(header)?.[1]
  const quoted = again === undefined ? revertedHeader(header, parts) : `Revert "${again}"`
  const named = quoted !== undefined && onlyShas.test(quoted) ? shasIn(quoted) : []
  const back = quoted === undefined ? undefined : revertedHeader(quoted, undefined)
  return {
    reverts: { ...body, shas: [...body.shas, ...named], header: named.length > 0 ? undefined : quoted },
    reapplies: back === undefined ? undefined : { shas: [], header: back, pull: undefined },
  }
}

/** The header that a revert quotes, by `Revert "…"` or by its type. The number of its own pull request is not part of it. */
function revertedHeader(header: string, parts: Header | undefined): string | undefined {
  const quoted = gitRevert.exec(header)?.[1]
  if (quoted !== undefined || parts?.type !== 'revert') return quoted
  const text = parts.subject.replace(/(?<=\S) \(#\d+\)$/, '')
  return /^"(.+)"$/.exec(text)?.[1] ?? text
}
