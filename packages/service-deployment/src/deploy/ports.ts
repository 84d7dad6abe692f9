import type { Log } from '@slipway/outcome'
import type { EcrTagsPort } from '@slipway/aws/ecr-tags'
import type { EcsPort } from '@slipway/aws/ecs'
import type { LogsPort } from '@slipway/aws/logs'
import type { StsPort } from '@slipway/aws/sts'
import type { TargetHealthPort } from '@slipway/aws/target-health'
import type { Clock } from '@slipway/control-loop'
import type { Probe } from '@slipway/probe'

/** The world as a deployment needs it. */
export interface Ports {
  readonly sts: StsPort
  readonly ecs: EcsPort
  readonly imageTags: EcrTagsPort
  readonly logs: LogsPort
  readonly targetHealth: TargetHealthPort
  readonly probe: Probe
  readonly clock: Clock
  readonly log: Log
  /** Hides a text from everything that is shown from now on. */
  readonly mask: (secret: string) => void
  /** The file's text; `undefined` when there is no such file. */
  readFile(path: string): Promise<string | undefined>
}
