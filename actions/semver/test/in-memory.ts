import type { Log } from '@slipway/action-io'
import type { Git } from '@slipway/git'
import type { GitHubTags } from '@slipway/github'

/** One commit of a straight history, oldest first, with the tags on it. */
export interface Step {
  readonly message: string
  readonly tags?: readonly string[]
}

export const shaOf = (index: number): string => String(index + 1).padStart(40, '0')

/** A straight history as a repository; `elsewhere` are tags on commits that HEAD does not contain. */
export function straightHistory(steps: readonly Step[], elsewhere: readonly string[] = []): Git {
  const shas = steps.map((_, index) => shaOf(index))
  const placed = steps.flatMap(({ tags = [] }, index) => tags.map((name) => ({ name, commit: shaOf(index) })))
  const foreign = elsewhere.map((name, index) => ({ name, commit: `f${index}`.padEnd(40, '0') }))
  return {
    head: () => Promise.resolve(shas.at(-1) ?? ''),
    tags: () => Promise.resolve([...placed, ...foreign]),
    isAncestor: (commit) => Promise.resolve(shas.includes(commit)),
    tagsIn: () => Promise.resolve(new Set(placed.map(({ name }) => name))),
    isShallow: () => Promise.resolve(false),
    reachesRoot: ({ from }) => Promise.resolve(from === undefined),
    async *log({ from }) {
      const start = from === undefined ? 0 : shas.indexOf(from) + 1
      for (const [index, { message }] of [...steps.entries()].slice(start).toReversed())
        yield { sha: shaOf(index), message }
    },
  }
}

export interface TagsInMemory extends GitHubTags {
  readonly refs: Map<string, string>
  readonly asked: string[]
}

/** A repository's tags as GitHub keeps them: the first who asks gets the name. */
export function tagsInMemory(refs: Readonly<Record<string, string>> = {}): TagsInMemory {
  const kept = new Map(Object.entries(refs))
  const asked: string[] = []
  return {
    refs: kept,
    asked,
    create(name, commit) {
      asked.push(name)
      if (kept.has(name)) return Promise.resolve({ kind: 'exists', commit: kept.get(name) })
      kept.set(name, commit)
      return Promise.resolve({ kind: 'created' })
    },
    list(prefix) {
      const listed = [...kept].filter(([name]) => name.startsWith(prefix))
      return Promise.resolve(listed.map(([name, at]) => ({ name, commit: at })))
    },
    float(name, commit) {
      const before = kept.get(name)
      kept.set(name, commit)
      return Promise.resolve(before === undefined ? 'created' : before === commit ? 'unchanged' : 'moved')
    },
  }
}

export interface LogInMemory extends Log {
  readonly lines: string[]
}

export function logInMemory(): LogInMemory {
  const lines: string[] = []
  const add = (line: string): void => void lines.push(line)
  return { lines, info: add, warning: add, debug: add, group: (title, body) => (add(title), body()) }
}
