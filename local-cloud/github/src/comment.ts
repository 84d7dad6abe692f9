/** A comment on an issue; here every issue is a pull request. */
export interface Comment {
  readonly id: number
  readonly issue: number
  readonly createdAt: Date
  body: string
  updatedAt: Date
}
