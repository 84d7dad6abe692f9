/** What became of the wish to have a tag on a commit. */
export type TagCreation =
  | { readonly kind: 'created' }
  /** The tag was there before; `commit` is what it leads to, `undefined` when that is no commit. */
  | { readonly kind: 'exists'; readonly commit: string | undefined }
  /** The name belonged to an immutable release that was deleted, and can never be used again; GitHub's words. */
  | { readonly kind: 'burned'; readonly words: string }

/** A tag; `commit` is what it leads to through annotations, `undefined` when that is no commit. */
export interface RemoteTag {
  readonly name: string
  readonly commit: string | undefined
}

/** The tags of one repository on GitHub. */
export interface GitHubTags {
  /**
   * Creates a lightweight tag, unless the name is taken: one request decides, so of several runs exactly one creates.
   * A tag that exists is never moved.
   */
  create(name: string, commit: string): Promise<TagCreation>
  /**
   * All tags whose names begin with the prefix; '' lists every tag. Annotated ones that are `known` are not followed
   * again: a request each.
   */
  list(prefix: string, known?: readonly RemoteTag[]): Promise<readonly RemoteTag[]>
  /** Takes back a tag that the caller has just made and told nobody of; one that is gone already is no failure. */
  remove(name: string): Promise<void>
  /**
   * Puts a floating tag, such as `v1`, on a commit. `unchanged`: it is there, or further on, at a commit that contains
   * this one: the run of an older release never takes a floating tag back.
   */
  float(name: string, commit: string): Promise<'created' | 'moved' | 'unchanged'>
}
