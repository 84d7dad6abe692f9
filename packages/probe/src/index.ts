export { createProbe, type Probe, type ProbeOptions } from './probe.ts'
export type { ProbeRequest } from './request.ts'
export type { Answered, Blocked, BlockedCode, ProbeResult, Unreachable, UnreachableCode } from './result.ts'
export { excerpt, shownUrl } from './shown.ts'
