/** A way to go wrong on purpose, for rehearsals: what a pipeline must catch before, during and after a release. */
export type Fault =
  | { readonly kind: 'none' }
  /** Every answer but `/health` is a 500. */
  | { readonly kind: 'error' }
  /** Exits shortly after it has started. */
  | { readonly kind: 'crash' }
  /** `/` answers 500 once this many requests to it were served. */
  | { readonly kind: 'late'; readonly after: number }
  /** Exits at once on SIGTERM and drops what is in flight. */
  | { readonly kind: 'no-drain' }

/** `none`, `error`, `crash`, `late:N` or `no-drain`; `undefined` for anything else. */
export function parseFault(text: string): Fault | undefined {
  const late = /^late:(\d{1,9})$/.exec(text)
  if (late !== null) return { kind: 'late', after: Number(late[1]) }
  switch (text) {
    case 'none':
    case 'error':
    case 'crash':
    case 'no-drain':
      return { kind: text }
    default:
      return undefined
  }
}
