/** The three outcomes of a judgement. `inconclusive` means: not enough was seen to say; it never counts as `pass`. */
export type Verdict = 'pass' | 'fail' | 'inconclusive'

/** What a judging action says, as its three outputs of the same names. */
export interface Judgement<Reason extends string = string> {
  readonly verdict: Verdict
  /** A code from the documented list of the one who judges. */
  readonly reason: Reason
  /** One line of prose that names the thing and the value. */
  readonly message: string
}
