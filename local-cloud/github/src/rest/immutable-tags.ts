import type { Repository } from '../state.ts'
import { GithubError, type ErrorDetail } from './github-error.ts'

/** What the rules say of the tag of an immutable release. */
const rules = {
  create: 'Cannot create ref due to creations being restricted.',
  update: 'Cannot update this protected ref.',
  delete: 'Cannot delete this protected ref.',
} as const

/** Refuses to make, move or delete the tag of an immutable release; it may be deleted when the release is gone. */
export function checkRules(repository: Repository, ref: string, change: keyof typeof rules): void {
  const tag = tagOf(ref)
  if (tag === undefined || !repository.burned.has(tag)) return
  const standing = repository.releases.some(({ tagName, immutable }) => immutable && tagName === tag)
  if (change === 'delete' && !standing) return
  throw new GithubError(422, violation(change))
}

const violation = (change: keyof typeof rules): string => `Repository rule violations found\n\n${rules[change]}\n\n`

const tagOf = (ref: string): string | undefined => /^refs\/tags\/(.+)$/s.exec(ref)?.[1]

/** Why a release cannot be published under a tag name that an immutable release has used. */
export function burnedTag(tagExists: boolean): ErrorDetail[] {
  const used = { ...custom, field: 'tag_name', message: 'tag_name was used by an immutable release' }
  if (tagExists) return [used]
  const message = `pre_receive ${violation('create')}`
  return [
    { ...custom, field: 'pre_receive', message },
    used,
    { ...custom, message: 'Published releases must have a valid tag' },
  ]
}

const custom = { resource: 'Release', code: 'custom' } as const
