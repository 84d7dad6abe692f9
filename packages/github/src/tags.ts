/** What became of the wish to have a tag on a commit. */
export type TagCreation =
  | { readonly kind: 'created' }
  /** The tag was there before; `commit` is what it leads to, `undefined` when that is no commit. */
  | { readonly kind: 'exists'; readonly commit: string | undefined }

/** The tags of one repository on GitHub. */
export interface GitHubTags {
  /**
   * Creates a lightweight tag, unless the name is taken: one request decides, so of several runs exactly one creates.
   * A tag that exists is never moved.
   */
  create(name: string, commit: string): Promise<TagCreation>
}
