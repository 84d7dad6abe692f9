/** A GitHub release. Its tag is in the bare repository, and absent as long as the release is a draft. */
export interface Release {
  readonly id: number
  readonly createdAt: Date
  tagName: string
  targetCommitish: string
  name: string | null
  body: string | null
  draft: boolean
  prerelease: boolean
  /** Whether it may be the latest one. */
  latest: boolean
  publishedAt: Date | null
  updatedAt: Date
}
