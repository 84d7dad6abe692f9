import type { Log } from '@slipway/action-io'
import type { EcrPort } from '@slipway/aws/ecr'
import type { StsPort } from '@slipway/aws/sts'
import type { Clock } from '@slipway/control-loop'
import type { Layout, Registry, RegistryOptions, StoredSource } from '@slipway/oci'

/** The outside world, as this action needs it. */
export interface Ports {
  readonly sts: StsPort
  readonly ecr: EcrPort
  readonly clock: Clock
  readonly log: Log
  readonly open: (source: StoredSource) => Promise<Layout>
  readonly connect: (options: RegistryOptions) => Registry
  /** Hides a text from everything that is shown from now on. */
  readonly mask: (secret: string) => void
}

export type PushErrorCode = 'REPOSITORY_MISSING' | 'TAG_MOVED'
