/** One of the commits that a squash joined, as far as it releases. */
export interface SquashedChange {
  /** In lower case; `undefined` where its line is not conventional. */
  readonly type: string | undefined
  readonly scope: string | undefined
  readonly subject: string
  /** What breaks; `undefined` when nothing does. */
  readonly breaking: string | undefined
}

export const noChanges: readonly SquashedChange[] = []
