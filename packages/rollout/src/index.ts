export { breakerCount } from './cause.ts'
export { decide } from './decide.ts'
export {
  evidenceLines,
  groupStops,
  showExits,
  showServing,
  type Evidence,
  type ServiceEvent,
  type StopGroup,
  type StoppedContainer,
  type ServingRevision,
  type StoppedTask,
} from './evidence.ts'
export { guardsOff, unguarded } from './guards-off.ts'
export {
  newestFirst,
  provenRevisions,
  servingRevision,
  underWay,
  type PastDeployment,
  type Serving,
} from './history.ts'
export type {
  HandledHook,
  HookAnswer,
  Observation,
  Plan,
  RolloutCommand,
  RolloutDecision,
  RolloutEnd,
  RolloutReason,
  StopState,
} from './plan.ts'
export { progress } from './progress.ts'
export type { HookDetail, RevisionState, ServiceDeployment } from './service-deployment.ts'
export { shortfall, type ServingHealth, type TargetGroupHealth } from './serving-health.ts'
export { beforeTestTraffic, fromProductionTraffic } from './stage.ts'
export { phaseOf, type Phase } from './status.ts'
export { relevantEvents } from './relevant-events.ts'
export { withCause } from './with-cause.ts'
export { decideUndo, type UndoDecision, type UndoEnd } from './undo.ts'
export { verified, verifiedEarlier, withoutVerification, type Verified } from './verified.ts'
