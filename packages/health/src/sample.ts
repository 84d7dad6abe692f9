/** What one request came back with; a probe's result fits as it is. */
export type Result =
  | {
      readonly kind: 'answered'
      readonly status: number
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
      /** Why the body must not be judged, to be read after "the body is". */
      readonly bodyFault?: string
    }
  /** Nothing answered: name resolution, connection, TLS, time. */
  | { readonly kind: 'unreachable'; readonly code: string; readonly message: string }
  /** Not sent, by rule: asking again does not change it. */
  | { readonly kind: 'blocked'; readonly code: string; readonly message: string }

/** One probe of one endpoint. */
export interface Sample {
  /** What the policy calls the endpoint; shown to people, so without credentials. */
  readonly endpoint: string
  /** When the result was there, in epoch milliseconds. */
  readonly at: number
  readonly result: Result
}
