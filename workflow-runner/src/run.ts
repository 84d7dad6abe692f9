/** The runner's words for how a step ended. */
export type Conclusion = 'success' | 'failure' | 'cancelled'

export interface LogLine {
  /** Milliseconds since the step began. */
  readonly at: number
  readonly stream: 'stdout' | 'stderr'
  /** `command` lines are shown by the runner in another form; `debug` lines only with step debugging. */
  readonly kind: 'text' | 'group' | 'endgroup' | 'error' | 'warning' | 'notice' | 'debug' | 'command'
  /** Masks applied. */
  readonly text: string
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly properties: Readonly<Record<string, string>>
}

export interface RunOptions {
  /** Values under `with:`; names as in action.yml. Defaults of action.yml are filled in, unknown names are warned of. */
  readonly inputs?: Readonly<Record<string, string>>
  /**
   * Added to the step's environment; nothing else of the caller's environment but PATH gets in.
   * GITHUB_TOKEN is also what `${{ github.token }}` stands for, and is masked.
   */
  readonly env?: Readonly<Record<string, string>>
  /** Masked from the first line on, as the secrets of a job are. */
  readonly secrets?: readonly string[]
  /** GITHUB_WORKSPACE and the working directory. Default: a fresh empty folder. */
  readonly workspace?: string
  /** `owner/name` for GITHUB_REPOSITORY. */
  readonly repository?: string
  /** The event's payload, written to GITHUB_EVENT_PATH. */
  readonly event?: { readonly name: string; readonly payload: Readonly<Record<string, unknown>> }
  /** Called for every line as it is shown. */
  readonly onLine?: (line: LogLine) => void
  /** Milliseconds from SIGINT to SIGTERM, and from there to the kill. Default: the runner's 7500 and 2500. */
  readonly timing?: Timing
}

export interface Timing {
  readonly interruptMs: number
  readonly terminateMs: number
}

export interface ActionRun {
  readonly conclusion: Conclusion
  readonly exitCode: number | null
  readonly outputs: Readonly<Record<string, string>>
  /** Outputs that hold a masked value: the runner drops them where a job hands its outputs on. */
  readonly maskedOutputs: readonly string[]
  readonly state: Readonly<Record<string, string>>
  /** What the action set through GITHUB_ENV and GITHUB_PATH. */
  readonly env: Readonly<Record<string, string>>
  readonly path: readonly string[]
  /** Markdown, masks applied; empty when it was over the runner's limit. */
  readonly summary: string
  readonly annotations: readonly Annotation[]
  readonly log: readonly LogLine[]
  readonly durationMs: number
}

export interface RunningAction {
  readonly done: Promise<ActionRun>
  /** As the runner cancels: SIGINT, 7500 ms, SIGTERM, 2500 ms, then the process tree is killed; post still runs. */
  cancel(): void
  /** SIGKILL at once, as when the machine is lost: post does not run and nothing is read back. */
  kill(): void
}
