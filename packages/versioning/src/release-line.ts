/**
 * Where a branch releases to: `stable`, which makes releases; a `channel`, which makes the steps before one
 * (1.3.0-rc.1); a `maintenance` line, which keeps to one major (`1.x`) or one minor (`1.2.x`) version.
 */
export type ReleaseLine =
  | { readonly kind: 'stable' }
  | { readonly kind: 'channel'; readonly identifier: string }
  | { readonly kind: 'maintenance'; readonly major: number; readonly minor: number | undefined }

/** Branches that release to a channel. In the pattern `*` stands for anything but a slash, `**` for anything. */
export interface Channel {
  readonly pattern: string
  readonly identifier: string
}

export type Channels = readonly Channel[]
