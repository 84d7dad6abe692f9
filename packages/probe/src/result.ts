/** Why nothing answered. `timed-out` may come at any stage, also in the middle of a body. */
export type UnreachableCode =
  | 'name-not-found'
  | 'connection-refused'
  | 'connection-failed'
  | 'tls-failed'
  | 'timed-out'
  | 'connection-lost'
  | 'not-http'
  | 'headers-too-long'
  | 'cancelled'

/** Why nothing was sent. */
export type BlockedCode = 'url-invalid' | 'scheme-not-allowed' | 'address-not-allowed' | 'request-invalid'

export interface Answered {
  readonly kind: 'answered'
  readonly status: number
  /** Only headers that may be shown, names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Decoded text without a byte-order mark, of at most `maxBodyBytes`; raw: `excerpt` makes it fit to be shown. */
  readonly body: string
  /** Why the body must not be judged, to be read after "the body is": `longer than 1 MiB`. */
  readonly bodyFault?: string
  /** The IP address that answered. */
  readonly address: string
  readonly durationMs: number
}

export interface Unreachable {
  readonly kind: 'unreachable'
  readonly code: UnreachableCode
  /** One line, without the URL: the caller knows what it asked. */
  readonly message: string
  readonly durationMs: number
}

/** Refused by the rules of what may be reached, before anything was sent. */
export interface Blocked {
  readonly kind: 'blocked'
  readonly code: BlockedCode
  readonly message: string
  readonly durationMs: number
}

/** A redirect is an answer (status and `location`); it is not followed. */
export type ProbeResult = Answered | Unreachable | Blocked
