export type { Decision } from './decision.ts'
export { causesOf, describe, Failure, type FailureOptions } from './failure.ts'
export { codeElement, codeSpan, inOneLine, plainMarkdown, withoutUnseen } from './foreign-text.ts'
export type { Judgement, Verdict } from './verdict.ts'
