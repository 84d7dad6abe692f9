/** A pull request. Its commits are in the bare repository, and its head is `refs/pull/N/head` there. */
export interface Pull {
  readonly number: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly title: string
  readonly body: string | null
  readonly author: string
  readonly labels: readonly string[]
  readonly draft: boolean
  readonly state: 'open' | 'closed'
  readonly headRef: string
  readonly headSha: string
  readonly baseRef: string
  /** Its commits are those of the head that this one does not have. */
  readonly baseSha: string
  /** The commit that the merge put on the base: a merge commit, a squashed one, or the last of the rebased ones. */
  readonly mergeCommit: string | null
  /** Every commit that a rebase put on the base. */
  readonly landed: readonly string[]
  readonly mergedAt: Date | null
}
