import { Repository } from '@slipway/test-support/git/repository'
import type { PullRequestEvent } from '../src/inputs.ts'

export interface PullScene {
  readonly title: string
  readonly body?: string
  readonly labels?: readonly string[]
  /** Messages of its commits, oldest first. */
  readonly commits: readonly string[]
  /** What is on the base branch and not released. */
  readonly base?: readonly string[]
  /** What came to the base branch after the pull request began. */
  readonly after?: readonly string[]
  readonly squash?: Partial<PullRequestEvent['squash']>
  readonly merge?: Partial<PullRequestEvent['merge']>
  readonly rebase?: boolean
  /** What the workflow checked out: GitHub's merge of the event, the head, or, as `pull_request_target` does, the base. */
  readonly checkout?: 'merge' | 'head' | 'base'
}

/** `main` with v1.2.0, a branch of the pull request #7, and GitHub's merge of both, of which one is checked out. */
export function buildPull(scene: PullScene): { readonly repository: Repository; readonly pull: PullRequestEvent } {
  const repository = Repository.of('feat: begin').serve()
  repository.tag('v1.2.0')
  for (const message of scene.base ?? []) repository.commit(message)
  repository.git('checkout', '--quiet', '-b', 'topic')
  for (const message of scene.commits) repository.commit(message)
  repository.git('checkout', '--quiet', 'main')
  for (const message of scene.after ?? []) repository.commit(message)
  const pull = eventOf(repository, scene)
  check(repository, scene.checkout ?? 'merge', pull)
  return { repository, pull }
}

export function eventOf(repository: Repository, scene: Omit<PullScene, 'base' | 'after'>): PullRequestEvent {
  const { title, body = '', labels = [], commits, squash, merge, rebase = true } = scene
  return {
    number: 7,
    title,
    body,
    headSha: repository.git('rev-parse', 'topic'),
    baseSha: repository.git('rev-parse', 'main'),
    baseRef: 'main',
    commits: commits.length,
    labels,
    squash: { allowed: true, titleFrom: 'COMMIT_OR_PR_TITLE', messageFrom: 'COMMIT_MESSAGES', ...squash },
    merge: { allowed: true, titleFrom: 'MERGE_MESSAGE', messageFrom: 'PR_TITLE', ...merge },
    rebase: { allowed: rebase },
  }
}

function check(repository: Repository, what: 'merge' | 'head' | 'base', { headSha, baseSha }: PullRequestEvent): void {
  repository.git('checkout', '--quiet', '--detach', what === 'head' ? headSha : baseSha)
  if (what !== 'merge') return
  repository.git(
    'merge',
    '--quiet',
    '--no-ff',
    '--allow-unrelated-histories',
    '-m',
    mergeWords(headSha, baseSha),
    headSha,
  )
  repository.git('update-ref', 'refs/pull/7/merge', 'HEAD')
}

const mergeWords = (headSha: string, baseSha: string): string => `Merge ${headSha} into ${baseSha}`
