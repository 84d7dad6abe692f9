import { optionalFlag, optionalText, unsupportedHere, type RestCall } from './endpoint.ts'
import { invalid } from './github-error.ts'

/** Members that creating and updating a release have in common. */
export const releaseMembers: readonly string[] = [
  'tag_name',
  'target_commitish',
  'name',
  'body',
  'draft',
  'prerelease',
  'make_latest',
  'generate_release_notes',
]

export interface ReleaseChanges {
  readonly tagName?: string
  readonly targetCommitish?: string
  readonly name?: string
  readonly body?: string
  readonly prerelease?: boolean
  readonly latest?: boolean
}

/** What of these members the body sets; `draft` is the caller's own matter. */
export function readRelease(call: RestCall): ReleaseChanges {
  if (optionalFlag(call, 'generate_release_notes') === true) throw unsupportedHere('"generate_release_notes"')
  const changes = {
    tagName: optionalText(call, 'tag_name'),
    targetCommitish: optionalText(call, 'target_commitish'),
    name: optionalText(call, 'name'),
    body: optionalText(call, 'body'),
    prerelease: optionalFlag(call, 'prerelease'),
    latest: readLatest(call),
  }
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

function readLatest(call: RestCall): boolean | undefined {
  const value = optionalText(call, 'make_latest')
  if (value === undefined) return undefined
  if (value === 'legacy') throw unsupportedHere('"make_latest": "legacy"')
  if (value === 'true' || value === 'false') return value === 'true'
  throw invalid(`Invalid request.\n\n"${value}" is not a value of make_latest.`)
}
