import type { Weights } from './deployment.ts'

/** What a step wants done. All of them are derived from what is seen: one that got lost is asked for again. */
export type Effect =
  | { readonly kind: 'start'; readonly revision: string; readonly count: number }
  | { readonly kind: 'stop'; readonly task: string; readonly reason: string; readonly failed: boolean }
  | { readonly kind: 'shift'; readonly route: 'production' | 'test'; readonly weights: Weights }
  /** A service event, without its `(service NAME)` prefix. */
  | { readonly kind: 'say'; readonly message: string }
