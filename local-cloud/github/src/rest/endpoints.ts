import { compareCommits } from './compare-commits.ts'
import { createIssueComment } from './create-issue-comment.ts'
import { createRef } from './create-ref.ts'
import { createRelease } from './create-release.ts'
import { createTagObject } from './create-tag-object.ts'
import { deleteRef } from './delete-ref.ts'
import { deleteRelease } from './delete-release.ts'
import { getCommit } from './get-commit.ts'
import { getGitCommit } from './get-git-commit.ts'
import { getLatestRelease } from './get-latest-release.ts'
import { getPull } from './get-pull.ts'
import { getRef } from './get-ref.ts'
import { getRelease } from './get-release.ts'
import { getReleaseByTag } from './get-release-by-tag.ts'
import { getRepository } from './get-repository.ts'
import { getTagObject } from './get-tag-object.ts'
import { listCommits } from './list-commits.ts'
import { listIssueComments } from './list-issue-comments.ts'
import { listIssueLabels } from './list-issue-labels.ts'
import { listMatchingRefs } from './list-matching-refs.ts'
import { listPullCommits } from './list-pull-commits.ts'
import { listPullsOfCommit } from './list-pulls-of-commit.ts'
import { listReleases } from './list-releases.ts'
import { listRulesets } from './list-rulesets.ts'
import { listTags } from './list-tags.ts'
import { updateIssueComment } from './update-issue-comment.ts'
import { updateRef } from './update-ref.ts'
import { updateRelease } from './update-release.ts'
import type { Endpoint } from './endpoint.ts'

/** Every operation that is answered; a path in words goes before one with a parameter in its place. */
export const endpoints: readonly Endpoint[] = [
  getRepository,
  listRulesets,
  listTags,
  getRef,
  listMatchingRefs,
  createRef,
  updateRef,
  deleteRef,
  getTagObject,
  createTagObject,
  getGitCommit,
  listCommits,
  listPullsOfCommit,
  getCommit,
  compareCommits,
  listReleases,
  createRelease,
  getLatestRelease,
  getReleaseByTag,
  getRelease,
  updateRelease,
  deleteRelease,
  listPullCommits,
  getPull,
  listIssueLabels,
  listIssueComments,
  createIssueComment,
  updateIssueComment,
]
