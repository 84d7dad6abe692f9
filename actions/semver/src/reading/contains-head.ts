import { Failure } from '@slipway/outcome'
import { has, type History } from '../history.ts'
import type { SemverInputs } from '../inputs.ts'
import type { SemverPorts } from '../ports.ts'

/** The commit that is planned for, and who can tell what contains it. */
export interface HeadPlace {
  readonly history: History
  readonly head: string
  /** Whether the history holds all that its commits contain. */
  readonly isWhole: boolean
  /** Whether `head` is to be tagged, or measured as if it were. */
  readonly claims: boolean
  readonly inputs: Pick<SemverInputs, 'mode' | 'pull'>
  readonly ports: Pick<SemverPorts, 'github' | 'log'>
}

/** Whether a commit, which may be one that only GitHub knows, contains `head`; `undefined` where nobody can tell. */
export async function containsHead(commit: string, place: HeadPlace): Promise<boolean | undefined> {
  return (await seenToContain(commit, place)) ?? askGitHub(commit, place)
}

/** The same, where what nobody can tell is no; a preview asks nobody for it. */
export async function isIn(commit: string, place: HeadPlace): Promise<boolean> {
  const seen = await seenToContain(commit, place)
  return seen ?? (place.claims && (await askGitHub(commit, place)) === true)
}

async function seenToContain(commit: string, place: HeadPlace): Promise<boolean | undefined> {
  const { history, head, isWhole, inputs } = place
  if (await history.isAncestor(head, commit)) return true
  // What a pull request brings is in no release yet.
  if (inputs.pull !== undefined && inputs.pull.baseSha !== head) return false
  return isWhole && (await has(history, commit)) ? false : undefined
}

/** In a preview no answer is no failure. */
async function askGitHub(commit: string, { head, inputs, ports }: HeadPlace): Promise<boolean | undefined> {
  try {
    return await ports.github?.compare.contains(head, commit)
  } catch (error) {
    if (!(error instanceof Failure) || inputs.mode !== 'preview') throw error
    ports.log.debug(error.message)
    return undefined
  }
}
