import { Failure } from '@slipway/outcome'
import { isCut } from './cut.ts'
import type { GitErrorCode } from './error.ts'
import type { CommitAuthor, Git, HistoryRange } from './git.ts'
import { listTags } from './list-tags.ts'
import { logCommits } from './log-commits.ts'
import { moves } from './moves.ts'
import { noCommits } from './no-commits.ts'
import { present } from './present.ts'
import type { GitProcess } from './process.ts'
import { nulBatches } from './records.ts'
import { listed, revisions } from './revisions.ts'
import { withoutCredentials } from './remote-url.ts'
import { walkCommits } from './walk-commits.ts'

/**
 * A repository as the port sees it; `directory` is where git runs. Where only a part of the history is here, `boundary`
 * are the commits at its lower end, which no range with a base contains.
 */
export function repository(git: GitProcess, directory: string, boundary: readonly string[] = []): Git {
  const above = ({ from, to }: HistoryRange): HistoryRange => ({ from: [...from, ...boundary], to })
  const within = (range: HistoryRange): HistoryRange => (range.from.length === 0 ? range : above(range))
  return {
    head: () => head(git, directory),
    async branch() {
      const { code, stdout } = await git.run(['symbolic-ref', '--quiet', '--short', 'HEAD'], { expected: [1] })
      return code === 0 ? stdout.trim() : undefined
    },
    tags: () => listTags(git),
    isAncestor: (commit, descendant) => isAncestor(git, commit, descendant),
    async isShallow() {
      return (await git.run(['rev-parse', '--is-shallow-repository'])).stdout.trim() === 'true'
    },
    cut: (range) => isCut(git, directory, within(range), boundary),
    // A commit at the boundary has its parents below it, so nobody could tell which bases contain it.
    commits: (range, options = {}) => logCommits(git, revisions(above(range)), options),
    walk: boundary.length === 0 ? (tips) => walkCommits(git, tips) : undefined,
    shas: (range) => listed(git, [], within(range)),
    brings: (merge) => brings(git, merge, boundary),
    moves: (range) => moves(git, above(range)),
    present: (places) => present(git, places),
    authors: (shas) => authors(git, shas),
    noCommits: (shas) => noCommits(git, shas),
    async remoteUrl() {
      const { code, stdout } = await git.run(['config', '--get', 'remote.origin.url'], { expected: [1] })
      return code === 0 ? withoutCredentials(stdout.trim()) : undefined
    },
  }
}

/** A tag of the remote may lie where a checkout has nothing: then neither contains the other, as far as can be seen. */
async function isAncestor(git: GitProcess, commit: string, descendant: string): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', commit, descendant]
  const { code } = await git.run(args, { expected: [1, 128] })
  if (code !== 128) return code === 0
  for (const sha of [commit, descendant].filter((name) => /^[0-9a-f]{40,64}$/.test(name))) {
    if ((await git.run(['cat-file', '-e', `${sha}^{commit}`], { expected: [1, 128] })).code !== 0) return false
  }
  return (await git.run(args, { expected: [1] })).code === 0
}

async function head(git: GitProcess, directory: string): Promise<string> {
  const { code, stdout } = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { expected: [1] })
  if (code === 0) return stdout.trim()
  throw new Failure<GitErrorCode>('NO_COMMIT', `the repository in ${directory} has no commit at HEAD`, {
    remedy: 'check out a commit before this step',
  })
}

async function brings(git: GitProcess, merge: string, boundary: readonly string[]): Promise<ReadonlySet<string>> {
  const { stdout } = await git.run(['rev-list', '--no-walk', '--parents', merge, '--'])
  const [sha = merge, first] = stdout.trim().split(' ')
  const brought = await listed(git, [], { from: first === undefined ? [] : [first, ...boundary], to: sha })
  return new Set([...brought].filter((commit) => commit !== sha))
}

/** As the commit says it, whatever a mailmap would make of it. */
async function authors(git: GitProcess, shas: readonly string[]): Promise<ReadonlyMap<string, CommitAuthor>> {
  const found = new Map<string, CommitAuthor>()
  if (shas.length === 0) return found
  const options = ['--no-walk=unsorted', '--ignore-missing', '--no-show-signature', '--encoding=UTF-8']
  const fields: string[] = []
  const stream = git.stream(['log', '-z', '--format=%H%x00%an%x00%ae', ...options, '--stdin'], [...shas, '--'])
  for await (const batch of nulBatches(stream)) fields.push(...batch)
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [sha = '', name = '', email = ''] = fields.slice(at, at + 3)
    found.set(sha, { name, email })
  }
  return found
}
