/** A GitHub release. Its tag is in the bare repository, and absent as long as the release is a draft. */
export interface Release {
  readonly id: number
  /** Of a draft when it was made; of a published release the date of its commit, as GitHub has it. */
  createdAt: Date
  tagName: string
  targetCommitish: string
  name: string | null
  body: string | null
  draft: boolean
  prerelease: boolean
  /** Whether it becomes the latest one when it is published; `legacy` leaves that to the dates of the commits. */
  makeLatest: 'true' | 'false' | 'legacy'
  /** Published while the repository had immutable releases. */
  immutable: boolean
  publishedAt: Date | null
  updatedAt: Date
}
