import type { Reading } from '@slipway/action-io'
import type { contract } from '../contract.ts'

/** What the readers of this folder read from. */
export type Inputs = Reading<typeof contract>
