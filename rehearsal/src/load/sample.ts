/** One request of the load, as it was seen from outside. */
export interface Sample {
  /** When it was sent, epoch milliseconds. */
  readonly at: number
  /** Until the last byte of the answer, or until it was given up. */
  readonly ms: number
  /** 0 where there was no answer. */
  readonly status: number
  /** What happened instead of an answer. */
  readonly error?: string
  /** What the answer said it was; empty where it did not say. */
  readonly version: string
  readonly commit: string
  readonly connection: 'kept' | 'new'
}

export function failed(sample: Sample): boolean {
  return sample.status < 200 || sample.status > 299
}

/** The requests sent in `[from, to)`, epoch milliseconds. */
export function between(samples: readonly Sample[], from: number, to: number): readonly Sample[] {
  return samples.filter((sample) => sample.at >= from && sample.at < to)
}

/** How many requests that were sent before `moment` were answered after it. */
export function inFlight(samples: readonly Sample[], moment: number): number {
  return samples.filter((sample) => sample.at < moment && sample.at + sample.ms > moment).length
}
