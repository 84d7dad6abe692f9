export type { CloudClock } from '@slipway/local-cloud-frame/clock'
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
} from '@slipway/local-cloud-images/ecr/scan-script'
export type { Fault, Faults } from '@slipway/local-cloud-frame/faults'
export type { Late, Lateness } from '@slipway/local-cloud-frame/lateness'
export type { AnsweredRequest, RequestHook, SeenRequest } from '@slipway/local-cloud-frame/watched-requests'
export type { PullGiven } from '@slipway/local-cloud-github/read-pull'
export type { RepositorySettings } from '@slipway/local-cloud-github/repository-settings'
export { slowness } from '@slipway/local-cloud-frame/slowness'
export type { CloudEvent, TimedEvent, Timeline } from '@slipway/local-cloud-frame/timeline'
export type { World } from './world.ts'
