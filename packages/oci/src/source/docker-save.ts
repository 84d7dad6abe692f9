import type { Spool } from '../archive/spool.ts'

/** What `docker save` wrote, and which image of it is meant. */
export interface DockerArchive {
  readonly file: string
  /** For messages: what the user wrote. */
  readonly name: string
  /** `NAME:TAG` of the one that is meant, or `@N`, the N-th from 0; needed where there are several. */
  readonly ref: string | undefined
  readonly spool: Spool
  readonly signal: AbortSignal
}
