/** What is wrong with a text that somebody configured: which part of it, and on which line, counted from 1. */
export interface Problem {
  readonly problem: string
  readonly text: string
  readonly line?: number
}
