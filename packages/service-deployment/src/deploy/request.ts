/** What is to be deployed, and how it is verified. */
export interface DeployRequest {
  readonly cluster: string
  readonly service: string
  /** A file, a family, `family:revision`, or an ARN. */
  readonly taskDefinition: string
  /** Empty: the only container of the definition. */
  readonly container: string
  readonly image: string
  /** All times in milliseconds. */
  readonly timeoutMs: number
  readonly pollMs: number
  /** Absent: there is nothing to verify with. */
  readonly verify: VerifyRequest | undefined
}

export interface VerifyRequest {
  readonly url: string
  /** Empty: any version. */
  readonly version: string
  readonly timeoutMs: number
  readonly intervalMs: number
  readonly attemptTimeoutMs: number
  readonly successes: number
}
