import type { RemoteCommit } from './history.ts'

/** The same commits with none before its children; the order stays where it says so already. */
export function topological<Commit extends Pick<RemoteCommit, 'sha' | 'parents'>>(
  commits: readonly Commit[],
): readonly Commit[] {
  const waiting = new Map(commits.map(({ sha }) => [sha, 0]))
  for (const commit of commits)
    for (const parent of parentsIn(commit, waiting)) waiting.set(parent, (waiting.get(parent) ?? 0) + 1)
  const passed = new Map<string, Commit>()
  const sorted: Commit[] = []
  for (const commit of commits) {
    if (waiting.get(commit.sha) === 0) settle(commit)
    else passed.set(commit.sha, commit)
  }
  return sorted

  /** Takes a commit, and with it those that were passed because they waited for it only. */
  function settle(first: Commit): void {
    const ready = [first]
    for (let commit = ready.pop(); commit !== undefined; commit = ready.pop()) {
      sorted.push(commit)
      for (const parent of parentsIn(commit, waiting)) {
        const left = (waiting.get(parent) ?? 0) - 1
        waiting.set(parent, left)
        const late = left === 0 ? passed.get(parent) : undefined
        if (late !== undefined) ready.push(late)
      }
    }
  }
}

function parentsIn({ parents }: Pick<RemoteCommit, 'parents'>, known: ReadonlyMap<string, number>): readonly string[] {
  return parents.split(' ').filter((parent) => known.has(parent))
}
