import type { Repository } from '../ecr/repository.ts'
import type { Exchange } from '../frame/route.ts'
import type { World } from '../world.ts'
import type { Uploads } from './uploads.ts'

/** One request to the registry, its path taken apart. */
export interface RegistryCall {
  readonly world: World
  readonly exchange: Exchange
  readonly uploads: Uploads
  readonly repository: Repository
  /** Tag, digest or upload id; empty where the path has none. */
  readonly reference: string
}
