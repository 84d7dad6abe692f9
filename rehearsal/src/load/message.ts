import type { Sample } from './sample.ts'

/** To the load's process. */
export type Order =
  | { readonly kind: 'start'; readonly url: string; readonly rate: number }
  /** Hand over everything sent so far, once it has ended. */
  | { readonly kind: 'flush' }
  | { readonly kind: 'stop' }

/** From the load's process. `flushed` answers one `flush`, `stopped` the `stop`. */
export type Report =
  | { readonly kind: 'samples'; readonly samples: readonly Sample[]; readonly heldBack: readonly number[] }
  | { readonly kind: 'flushed' }
  | { readonly kind: 'stopped' }
