import { createHash } from 'node:crypto'
import type { EcrReferrer, EcrRepository, EcrScanConfiguration, ScanAnswer, StartScanOutcome } from '@slipway/aws/ecr'
import type { RunningImage } from '@slipway/aws/ecs-images'
import type { Coverage } from '@slipway/aws/inspector'
import type { Ports } from '../src/ports.ts'

/** ECR, its registry, Inspector, ECS, files and time in memory. What a test wants otherwise, it sets. */
export interface MemoryCloud {
  readonly ports: Ports
  /** Manifests that have been put, by digest. */
  readonly manifests: Map<string, StoredManifest>
  readonly blobs: Map<string, Uint8Array>
  readonly tags: Map<string, string>
  readonly referrers: (EcrReferrer & { readonly subject: string })[]
  /** Every write, in order: `blob …`, `manifest …`, `scan …`, `tag v1 …`, `untag …`, `verdict …`. */
  readonly writes: string[]
  /** Every call of AWS, by its name. */
  readonly calls: string[]
  readonly lines: string[]
  readonly masked: string[]
  /** What later steps read, by name; and what inputs name, by path. */
  readonly files: Map<string, string>
  readonly logins: string[]
  repository: EcrRepository | undefined
  /** What the push makes the repository like, where there is none. */
  template: EcrRepository | undefined
  templatePrefix: string
  scanning: EcrScanConfiguration
  policy: string | undefined
  /** What a look at a scan shows, `at` milliseconds after the start; may throw. */
  scan: (digest: string, at: number) => ScanAnswer
  coverage: (digest: string, at: number) => Coverage | undefined
  running: readonly RunningImage[]
  start: () => StartScanOutcome
  /** Called before every write; may abort or throw. */
  onWrite: (write: string) => void
  /** Called before every call of AWS by its name; may throw. */
  onCall: (call: string) => void
  now: number
}

export interface StoredManifest {
  readonly mediaType: string
  readonly bytes: Buffer
  readonly pushedAt: number
}

/** What the parts of the memory cloud write through. */
export interface Memory extends MemoryCloud {
  readonly startedAt: number
  write(line: string): void
  call(name: string): void
}

export const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/app'

export function repositoryOf(tagMutability = 'MUTABLE', ...exclusionFilters: string[]): EcrRepository {
  return { name: 'shop/app', uri, tagMutability, exclusionFilters }
}

export function sha256(bytes: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
