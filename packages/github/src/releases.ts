export interface Release {
  readonly id: number
  readonly draft: boolean
  /** Its page for people. */
  readonly url: string
  readonly tag: string
}

export interface ReleaseDraft {
  readonly tag: string
  /** Where the tag belongs: should it be gone when the release is published, GitHub makes it again, there. */
  readonly commit?: string
  readonly name: string
  /** Markdown, at most 125,000 characters. */
  readonly body: string
  readonly prerelease: boolean
}

/** The name of the tag belonged to an immutable release that was deleted, and can never be used again; GitHub's words. */
export interface BurnedTag {
  readonly kind: 'burned'
  readonly words: string
}

/** The releases of one repository on GitHub. */
export interface GitHubReleases {
  /** The release of a tag, published or draft; a published one comes before a draft. */
  find(tag: string): Promise<Release | undefined>
  draft(request: ReleaseDraft): Promise<Release>
  /**
   * Makes a draft public; one that is public already is left alone and returned.
   * `latest`: whether it becomes the repository's "Latest" release.
   */
  publish(id: number, latest: boolean): Promise<Release | BurnedTag>
}
