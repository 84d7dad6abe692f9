/** What Inspector's ListCoverage says of one image. */
export interface Coverage {
  /** `ACTIVE` or `INACTIVE` */
  readonly status: string
  /** e.g. `SUCCESSFUL`, `PENDING_INITIAL_SCAN`, `UNSUPPORTED_OS` */
  readonly reason: string
  /** Epoch milliseconds. */
  readonly lastScannedAt?: number
}
