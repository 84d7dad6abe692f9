import type { Repository } from '../ecr/repository.ts'
import type { Exchange } from '@slipway/local-cloud-frame/route'
import type { EcrContext } from '../ecr/context.ts'
import type { RegistryReply } from './registry-reply.ts'
import type { Uploads } from './uploads.ts'

/** One request to the registry, its path taken apart. */
export interface RegistryCall {
  readonly world: EcrContext
  readonly exchange: Exchange
  /** What the request carries; a fault may cut it. */
  readonly body: AsyncIterable<Buffer>
  readonly uploads: Uploads
  readonly repository: Repository
  /** Tag, digest or upload id; empty where the path has none. */
  readonly reference: string
}

/** One operation of the registry. */
export interface Handler {
  /** The operation's name in the timeline and for faults. */
  readonly operation: string
  /** May make the repository, where a template says so. */
  readonly pushes?: true
  run(call: RegistryCall): RegistryReply | Promise<RegistryReply>
}
