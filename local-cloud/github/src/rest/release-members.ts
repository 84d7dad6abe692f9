import { optionalFlag, optionalText, unsupportedHere, type RestCall } from './endpoint.ts'
import { invalid, validationFailed } from './github-error.ts'

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
  readonly makeLatest?: 'true' | 'false' | 'legacy'
}

/** What of these members the body sets; `draft` is the caller's own matter. */
export function readRelease(call: RestCall): ReleaseChanges {
  if (optionalFlag(call, 'generate_release_notes') === true) throw unsupportedHere('"generate_release_notes"')
  const changes = {
    tagName: optionalText(call, 'tag_name'),
    targetCommitish: optionalText(call, 'target_commitish'),
    name: optionalText(call, 'name'),
    body: readNotes(call),
    prerelease: optionalFlag(call, 'prerelease'),
    makeLatest: readLatest(call),
  }
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

const longest = 125_000

function readNotes(call: RestCall): string | undefined {
  const body = optionalText(call, 'body')
  if (body === undefined || body.length <= longest) return body
  const message = `body is too long (maximum is ${longest} characters)`
  throw validationFailed({ resource: 'Release', code: 'custom', field: 'body', message })
}

function readLatest(call: RestCall): ReleaseChanges['makeLatest'] {
  const value = optionalText(call, 'make_latest')
  if (value === undefined || value === 'true' || value === 'false' || value === 'legacy') return value
  throw invalid(`Invalid request.\n\n"${value}" is not a value of make_latest.`)
}
