import type { components } from '@octokit/openapi-types'

type FullRepository = components['schemas']['full-repository']

type MergeSettings = Required<
  Pick<
    FullRepository,
    | 'allow_merge_commit'
    | 'allow_rebase_merge'
    | 'allow_squash_merge'
    | 'merge_commit_message'
    | 'merge_commit_title'
    | 'squash_merge_commit_message'
    | 'squash_merge_commit_title'
  >
>

/** What an owner sets on a repository, by GitHub's names; the last two have none in the API. */
export interface RepositorySettings extends Readonly<MergeSettings> {
  /** Nobody reads it without the token. */
  readonly private: boolean
  /** A release that is published from now on keeps its tag for good. */
  readonly immutable_releases: boolean
  /**
   * Whether matching refs come in pages with a Link header, as GitHub's OpenAPI description has them;
   * github.com sends all of them at once, whatever `per_page` says.
   */
  readonly matching_refs_in_pages: boolean
}

/** The values that each setting may have; a new repository has the first. */
const values: { readonly [Key in keyof RepositorySettings]: readonly RepositorySettings[Key][] } = {
  allow_merge_commit: [true, false],
  allow_rebase_merge: [true, false],
  allow_squash_merge: [true, false],
  merge_commit_message: ['PR_TITLE', 'PR_BODY', 'BLANK'],
  merge_commit_title: ['MERGE_MESSAGE', 'PR_TITLE'],
  squash_merge_commit_message: ['COMMIT_MESSAGES', 'PR_BODY', 'BLANK'],
  squash_merge_commit_title: ['COMMIT_OR_PR_TITLE', 'PR_TITLE'],
  private: [false, true],
  immutable_releases: [false, true],
  matching_refs_in_pages: [false, true],
}

export const usualSettings: RepositorySettings = Object.fromEntries(
  Object.entries(values).map(([name, [usual]]) => [name, usual]),
) as unknown as RepositorySettings

/** Settings that came from outside; throws where one is not known or cannot have the value. */
export function readSettings(given: object): Partial<RepositorySettings> {
  for (const [name, value] of Object.entries(given)) {
    const possible: readonly unknown[] | undefined = Object.hasOwn(values, name)
      ? values[name as keyof RepositorySettings]
      : undefined
    if (possible === undefined) throw new TypeError(`"${name}" is no setting; known: ${Object.keys(values).join(', ')}`)
    if (!possible.includes(value)) throw new TypeError(`"${name}" must be one of ${possible.join(', ')}`)
  }
  return given
}
