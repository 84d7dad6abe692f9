import type { Log } from '@slipway/outcome'
import type { EcrLogin, EcrPort } from '@slipway/aws/ecr'
import type { EcsImagesPort } from '@slipway/aws/ecs-images'
import type { InspectorPort } from '@slipway/aws/inspector'
import type { StsPort } from '@slipway/aws/sts'
import type { Clock } from '@slipway/control-loop'
import type { Layout, OpenOptions, Registry, RegistryOptions, StoredSource } from '@slipway/oci'

/** The outside world, as this action needs it. */
export interface Ports {
  readonly sts: StsPort
  readonly ecr: EcrPort
  /** Asked only where scanning is enhanced. */
  readonly inspector: InspectorPort
  readonly services: EcsImagesPort
  readonly clock: Clock
  readonly log: Log
  readonly files: Files
  /** Gives later steps of the job the registry's credential; what was done, for the log. */
  readonly loginDocker: (login: EcrLogin) => Promise<readonly string[]>
  readonly open: (source: StoredSource, options: OpenOptions) => Promise<Layout>
  readonly connect: (options: RegistryOptions) => Registry
  /** Hides a text from everything that is shown from now on. */
  readonly mask: (secret: string) => void
}

export interface Files {
  /** An existing folder for what is needed on the way. */
  readonly temp: string
  /** A text file whole; the path as the user wrote it. */
  read(path: string): Promise<string>
  /** Writes a file that later steps read, and gives its path. */
  write(name: string, text: string): Promise<string>
}
