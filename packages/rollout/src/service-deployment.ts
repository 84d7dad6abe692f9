/**
 * One service deployment as DescribeServiceDeployments shows it, in epoch milliseconds.
 * `status`, `lifecycleStage` and hook states are open strings: ECS adds values, and a new one must not break a follower.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html
 */
export interface ServiceDeployment {
  readonly arn: string
  readonly status: string
  readonly statusReason?: string | undefined
  readonly createdAt?: number | undefined
  /** Absent with the ROLLING strategy. */
  readonly lifecycleStage?: string | undefined
  readonly target?: RevisionState | undefined
  readonly sources: readonly RevisionState[]
  readonly hooks: readonly HookDetail[]
  readonly rollback?:
    | { readonly reason?: string | undefined; readonly serviceRevisionArn?: string | undefined }
    | undefined
  readonly circuitBreaker?:
    | {
        readonly status: string
        readonly failureCount?: number | undefined
        readonly threshold?: number | undefined
        /** The service is configured to use it. */
        readonly configured?: boolean
      }
    | undefined
  readonly alarms?:
    | {
        readonly status: string
        readonly triggered: readonly string[]
        /** Names of the alarms that the service is configured to be guarded by. */
        readonly configured?: readonly string[]
      }
    | undefined
}

/** A service revision's part in a deployment: task counts, and traffic weights in percent. */
export interface RevisionState {
  readonly arn: string
  readonly requested?: number | undefined
  readonly running?: number | undefined
  readonly pending?: number | undefined
  readonly testWeight?: number | undefined
  readonly productionWeight?: number | undefined
}

/** One lifecycle hook of a deployment; in LINEAR and CANARY each repeated pause has a new id. */
export interface HookDetail {
  readonly hookId: string
  /** `PAUSE` or `AWS_LAMBDA`. */
  readonly targetType: string
  /** `AWAITING_ACTION`, `IN_PROGRESS`, `SUCCEEDED`, `FAILED`, `TIMED_OUT`. */
  readonly status: string
  readonly expiresAt?: number | undefined
  /** What ECS does by itself at `expiresAt`: `ROLLBACK` or `CONTINUE`. */
  readonly timeoutAction?: string | undefined
}
