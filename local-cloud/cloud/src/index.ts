export type { CloudClock } from './frame/clock.ts'
export { startLocalCloud, type LocalCloud, type LocalCloudOptions } from './cloud.ts'
export { endAtOnce, exitCodeOf, onEndSignals, type EndSignal } from './command-line/end-signals.ts'
export type { Violation } from './conformance/witness.ts'
export type {
  ScannedImage,
  ScanScript,
  ScanScripts,
  ScanStep,
  ScriptedCoverage,
  ScriptedFinding,
  ScriptedPackage,
} from './ecr/scan-script.ts'
export type { Fault, Faults } from './frame/faults.ts'
export type { Late, Lateness } from './frame/lateness.ts'
export type { AnsweredRequest, RequestHook, SeenRequest } from './frame/watched-requests.ts'
export type { PullGiven } from './github/read-pull.ts'
export type { RepositorySettings } from './github/repository-settings.ts'
export { slowness } from './frame/slowness.ts'
export type { CloudEvent, TimedEvent, Timeline } from './frame/timeline.ts'
export type { World } from './world.ts'
