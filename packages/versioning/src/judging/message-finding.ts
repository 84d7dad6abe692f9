/** What can be wrong with a message. */
export type FindingCode = 'empty-message' | 'not-conventional' | 'near-miss' | 'fixup'

/** Something wrong with a commit message, or with the title of a pull request. Lines count from 1. */
export interface Finding {
  readonly line: number
  readonly lineText: string
  readonly code: FindingCode
  /** What is wrong, and how it would be right. */
  readonly message: string
}
