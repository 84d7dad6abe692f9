/**
 * One turn of a control loop: do something, wait, or be done. Deciding is pure; every decision says why.
 * `Command` is what the executor can do; `End` is what the loop returns.
 */
export type Decision<Command, End> =
  | { readonly kind: 'act'; readonly command: Command; readonly because: string }
  | { readonly kind: 'wait'; readonly ms: number; readonly because: string }
  | { readonly kind: 'end'; readonly end: End; readonly because: string }
