export { authorOf, type Author } from './notes/author.ts'
export { branchPatternProblem, patternsOverlap } from './lines/branch-pattern.ts'
export { bumpBetween, bumpVersion, higherBump, type Bump } from './bump.ts'
export { formerPlaces, placeOf, withFormer, type Move } from './packages/former-paths.ts'
export { judgeCommit, type Commit } from './judging/judge-commit.ts'
export type { JudgedCommit } from './judging/judged-commit.ts'
export type { JudgingOptions } from './judging-options.ts'
export { dockerVersion } from './tags/docker-version.ts'
export { lintMessage } from './judging/lint-message.ts'
export { maintenancePatternFor } from './lines/maintenance-pattern.ts'
export type { Finding, FindingCode } from './judging/message-finding.ts'
export type { MessageMode } from './message-mode.ts'
export type { NearMiss } from './message/near-miss.ts'
export { packageMatcher } from './packages/package-matcher.ts'
export { renderNotes, type Notes, type NotesRequest } from './notes/notes.ts'
export type { PackageSpec } from './packages/package-spec.ts'
export { packagePrefix, packagePrefixProblem, parsePackages } from './packages/packages.ts'
export type { PlanRule } from './plan/plan-rule.ts'
export { planVersion } from './plan/plan-version.ts'
export type { VersionPolicy } from './plan/policy.ts'
export type { Problem } from './problem.ts'
export {
  rejectedAbove,
  type RankedTags,
  type RejectedTag,
  type ReleaseTag,
  type Tag,
  type TagRejection,
} from './tags/rank-tags.ts'
export type { Fate, RangeCommit, RangeContext } from './judging/range-commit.ts'
export { rangeIndexer, type RangeIndexer } from './range/range-index.ts'
export { refuseVersion, type Refusal, type VersionClaim } from './plan/refuse-version.ts'
export { parseChannels } from './lines/channels.ts'
export {
  defaultMaintenance,
  keepsTo,
  maintenancePatternProblem,
  releaseLine,
  type Channel,
  type Channels,
  type ReleaseLine,
} from './lines/release-line.ts'
export { isOnChannel, selectTags, seriesTags, type SelectedTags } from './tags/select-tags.ts'
export { commitKeeper, keptText, type KeptText, type SharedParts } from './range/slim-commit.ts'
export {
  splitHistory,
  type HistoryCommit,
  type HistorySplit,
  type PackageBase,
  type Unowned,
} from './packages/split-history.ts'
export type { ReleaseAs } from './message/release-as.ts'
export type { Reversal } from './message/reversal.ts'
export { defaultRules, parseRules, type RuledBump, type RuleProblem, type RuleTable } from './rule-table.ts'
export { settleRange, type SettledRange } from './range/settle-range.ts'
export { sinceBase, type SinceBase, type WalkedCommit, type WalkState } from './range/since-base.ts'
export type { MakeBlock, TextBlock } from './range/text-store.ts'
export { tagPrefixProblem } from './tags/tag-name.ts'
export type { CommitRule } from './judging/header-verdict.ts'
export { areBeside, compareVersions, formatVersion, isStable, parseVersion, type Version } from './version.ts'
export type { SkippedName, VersionPlan, VersionRequest } from './plan/version-plan.ts'
