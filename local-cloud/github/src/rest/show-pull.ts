import type { components } from '@octokit/openapi-types'
import { changedFiles } from '../changed-files.ts'
import { isoSeconds } from '../commits.ts'
import { defaultBranch } from '../default-branch.ts'
import { git } from '../git.ts'
import { pullCommits } from '../pull-commits.ts'
import type { Pull } from '../pull.ts'
import type { Repository } from '../state.ts'
import { apiUrl, nodeId, webUrl } from './addresses.ts'
import type { RestCall } from './endpoint.ts'
import { pullLinks } from './pull-links.ts'
import { showLabel } from './show-label.ts'
import { showRepository } from './show-repository.ts'
import { bot, showUser } from './show-user.ts'

type Schemas = components['schemas']
type End = Schemas['pull-request']['head']
type SimplePull = Schemas['pull-request-simple'] & Pick<Schemas['pull-request'], 'base' | 'head' | 'state' | 'user'>

/** A pull request as a call of its own has it; whether it can be merged is not known yet. */
export async function showPull(call: RestCall, pull: Pull): Promise<Schemas['pull-request']> {
  const { world, repository } = call
  const { path } = repository
  const commits = await pullCommits(repository, pull)
  const fork = (await git(path, ['merge-base', pull.baseSha, pull.headSha])).trim()
  const files = await changedFiles(path, fork, pull.headSha)
  return {
    ...showSimplePull(call, pull, await defaultBranch(repository)),
    merged: pull.mergedAt !== null,
    mergeable: null,
    rebaseable: null,
    mergeable_state: 'unknown',
    merged_by: pull.mergedAt === null ? null : showUser(world, bot.login, bot.id, 'Bot'),
    comments: repository.comments.filter(({ issue }) => issue === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commits.length,
    additions: files.reduce((sum, { additions }) => sum + additions, 0),
    deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
    changed_files: files.length,
  }
}

/** A pull request as lists have it; `branch` is the repository's default one. */
export function showSimplePull({ world, repository, authenticated }: RestCall, pull: Pull, branch: string): SimplePull {
  const { temp_clone_token: _, ...repo } = showRepository(world, repository, branch, authenticated)
  const { number, createdAt, updatedAt, mergedAt } = pull
  const end = (ref: string, sha: string): End => ({
    label: `${repository.owner}:${ref}`,
    ref,
    sha,
    user: showUser(world, repository.owner, repository.id, 'Organization'),
    repo: { ...repo, has_downloads: false },
  })
  return {
    ...pullLinks(apiUrl(world, repository), webUrl(world, repository), number, pull.headSha),
    ...fixed,
    id: pullId(repository, number),
    node_id: nodeId('PullRequest', repository.id, number),
    number,
    state: pull.state,
    title: pull.title,
    user: showUser(world, pull.author, 583_231, 'User'),
    body: pull.body,
    labels: pull.labels.map((label) => showLabel(world, repository, label)),
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(updatedAt),
    closed_at: pull.state === 'open' ? null : isoSeconds(mergedAt ?? updatedAt),
    merged_at: mergedAt === null ? null : isoSeconds(mergedAt),
    merge_commit_sha: pull.mergeCommit,
    head: end(pull.headRef, pull.headSha),
    base: end(pull.baseRef, pull.baseSha),
    draft: pull.draft,
  }
}

/** Unlike its number it is one of all repositories. */
const pullId = ({ id }: Repository, number: number): number => id * 1_000_000 + number

const fixed = {
  locked: false,
  milestone: null,
  active_lock_reason: null,
  assignee: null,
  assignees: [],
  requested_reviewers: [],
  requested_teams: [],
  author_association: 'CONTRIBUTOR',
  auto_merge: null,
} satisfies Partial<Schemas['pull-request']>
