export { authorOf, type Author } from './author.ts'
export { branchPatternProblem, patternsOverlap } from './branch-pattern.ts'
export { bumpBetween, bumpVersion, higherBump, type Bump } from './bump.ts'
export { formerPlaces, placeOf, withFormer, type Move } from './former-paths.ts'
export { judgeCommit, type Commit } from './judge-commit.ts'
export type { JudgedCommit } from './judged-commit.ts'
export type { JudgingOptions } from './judging-options.ts'
export { dockerVersion } from './docker-version.ts'
export { lintMessage } from './lint-message.ts'
export { maintenancePatternFor } from './maintenance-pattern.ts'
export type { Finding, FindingCode } from './message-finding.ts'
export type { MessageMode } from './message-mode.ts'
export type { NearMiss } from './near-miss.ts'
export { packageMatcher } from './package-matcher.ts'
export { renderNotes, type Notes, type NotesRequest } from './notes.ts'
export type { PackageSpec } from './package-spec.ts'
export { packagePrefix, packagePrefixProblem, parsePackages } from './packages.ts'
export type { PlanRule } from './plan-rule.ts'
export { planVersion } from './plan-version.ts'
export type { VersionPolicy } from './policy.ts'
export type { Problem } from './problem.ts'
export {
  rejectedAbove,
  type RankedTags,
  type RejectedTag,
  type ReleaseTag,
  type Tag,
  type TagRejection,
} from './rank-tags.ts'
export type { Fate, RangeCommit, RangeContext } from './range-commit.ts'
export { rangeIndexer, type RangeIndexer } from './range-index.ts'
export { refuseVersion, type Refusal, type VersionClaim } from './refuse-version.ts'
export { parseChannels } from './channels.ts'
export {
  defaultMaintenance,
  keepsTo,
  maintenancePatternProblem,
  releaseLine,
  type Channel,
  type Channels,
  type ReleaseLine,
} from './release-line.ts'
export { isOnChannel, selectTags, seriesTags, type SelectedTags } from './select-tags.ts'
export { commitKeeper, keptText, type KeptText, type SharedParts } from './slim-commit.ts'
export { splitHistory, type HistoryCommit, type HistorySplit, type PackageBase, type Unowned } from './split-history.ts'
export type { ReleaseAs } from './release-as.ts'
export type { Reversal } from './reversal.ts'
export { defaultRules, parseRules, type RuledBump, type RuleProblem, type RuleTable } from './rule-table.ts'
export { settleRange, type SettledRange } from './settle-range.ts'
export { sinceBase, type SinceBase, type WalkedCommit, type WalkState } from './since-base.ts'
export type { MakeBlock, TextBlock } from './text-shelf.ts'
export { tagPrefixProblem } from './tag-name.ts'
export type { CommitRule } from './header-verdict.ts'
export { areBeside, compareVersions, formatVersion, isStable, parseVersion, type Version } from './version.ts'
export type { SkippedName, VersionPlan, VersionRequest } from './version-plan.ts'
