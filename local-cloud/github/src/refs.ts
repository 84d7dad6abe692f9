import type { GithubContext } from './context.ts'
import { git } from './git.ts'
import type { Repository } from './state.ts'

/** Every ref of a repository with the object it names. */
export async function readRefs(path: string): Promise<ReadonlyMap<string, string>> {
  const lines = await git(path, ['for-each-ref', '--format=%(refname) %(objectname)'])
  return new Map(lines.split('\n').flatMap((line) => (line === '' ? [] : [line.split(' ') as [string, string]])))
}

/** One change of the repository at a time; what changed is written down, whoever changed it. */
export function changing<Result>(
  world: GithubContext,
  repository: Repository,
  change: () => Promise<Result>,
): Promise<Result> {
  const turn = repository.busy.then(async () => {
    try {
      return await change()
    } finally {
      await noteRefs(world, repository)
    }
  })
  repository.busy = turn.catch(() => undefined)
  return turn
}

/** Writes down every ref that is not where it was. */
export async function noteRefs({ timeline }: GithubContext, repository: Repository): Promise<void> {
  const before = repository.refs
  const after = await readRefs(repository.path)
  repository.refs = after
  const name = `${repository.owner}/${repository.name}`
  for (const [ref, sha] of after) {
    if (before.get(ref) !== sha) timeline.record({ kind: 'ref', repository: name, ref, sha })
  }
  for (const ref of before.keys()) {
    if (!after.has(ref)) timeline.record({ kind: 'ref', repository: name, ref, sha: null })
  }
}
