export { bumpBetween, bumpVersion, higherBump, type Bump } from './bump.ts'
export { judgeCommit, type Commit, type CommitRule, type JudgedCommit } from './judge-commit.ts'
export { planRelease, type PlanRequest, type PlanRule, type ReleasePlan } from './plan-release.ts'
export {
  rankTags,
  rejectedAbove,
  type RankedTags,
  type RejectedTag,
  type ReleaseTag,
  type Tag,
  type TagRejection,
} from './rank-tags.ts'
export { refuseVersion, type Refusal, type VersionClaim } from './refuse-version.ts'
export { releaseNotes } from './release-notes.ts'
export { tagPrefixProblem } from './tag-name.ts'
export { compareVersions, formatVersion, isStable, parseVersion, type Version } from './version.ts'
