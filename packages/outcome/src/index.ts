export type { Decision } from './decision.ts'
export { causesOf, describe, Failure, type FailureOptions } from './failure.ts'
export type { Judgement, Verdict } from './verdict.ts'
