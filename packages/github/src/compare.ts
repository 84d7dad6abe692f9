/** Ancestry, without a checkout. */
export interface GitHubCompare {
  /** Whether `head` contains `commit` (a commit contains itself); `undefined` when GitHub does not know one of them. */
  contains(commit: string, head: string): Promise<boolean | undefined>
}
