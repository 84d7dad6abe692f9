import { data, fastImport, type FastImport } from './fast-import.ts'
import { realisticMessages, revertOf, type Messages } from './messages.ts'
import { seededRandom } from './random.ts'

/** Commits of one round: a straight line with one commit on a side branch, which the last one merges. */
const round = { side: 18, merge: 20 } as const

/** Every `roundLength` commits hold one merge, so a range between merges has a known length. */
export const roundLength: number = round.merge
/** Steps along first parents that `roundLength` commits are. */
export const roundSteps: number = roundLength - 1

export interface HistoryPlan {
  /** A multiple of `roundLength`. */
  readonly commits: number
  readonly seed: number
  paths(random: () => number): readonly string[]
  /** Commits, by number from 1, that are given and never reverted. */
  readonly given: ReadonlyMap<number, { readonly message: string; readonly paths: readonly string[] }>
  /** From this number on nothing asks for a major version. */
  readonly calmFrom: number
}

interface Change {
  readonly message: string
  readonly files: readonly string[]
}

/** Writes a history into an empty repository, on `main`. The same plan gives the same shas. */
export async function writeHistory(directory: string, plan: HistoryPlan): Promise<void> {
  const git = fastImport(directory)
  const random = seededRandom(plan.seed)
  const next = changes(plan, random, git)
  let [main, side] = [0, 0]
  let sideFiles: readonly string[] = []
  for (let mark = 1; mark <= plan.commits; mark++) {
    const place = ((mark - 1) % roundLength) + 1
    if (place === round.merge) {
      const message = `Merge pull request #${mark} from octo/topic-${mark}\n\nTopic ${mark}\n`
      await git.write(commit({ mark, parents: [main, side], change: { message, files: sideFiles } }))
      main = mark
      continue
    }
    const change = await next(mark)
    await git.write(commit({ mark, parents: [main], change, ref: place === round.side ? 'topic' : 'main' }))
    if (place === round.side) [side, sideFiles] = [mark, change.files]
    else main = mark
  }
  await git.write('reset refs/heads/topic\nfrom 0000000000000000000000000000000000000000\n\n')
  await git.end()
}

function changes(plan: HistoryPlan, random: () => number, git: FastImport): (mark: number) => Promise<Change> {
  const messages: Messages = realisticMessages(random)
  const recent: { readonly mark: number; readonly message: string }[] = []
  return async (mark) => {
    const given = plan.given.get(mark)
    const paths = given?.paths ?? plan.paths(random)
    const files = [...new Set(paths)].map((path) => `M 100644 inline ${path}\n${data(content(path, mark, random))}`)
    if (given !== undefined) return { message: given.message, files }
    const target = random() < 0.0032 ? recent[Math.floor(random() * recent.length)] : undefined
    if (target !== undefined) return { message: revertOf(target.message, await git.sha(target.mark)), files }
    const message = messages.next({ breaking: mark < plan.calmFrom })
    recent.push({ mark, message })
    if (recent.length > roundLength) recent.shift()
    return { message, files }
  }
}

function content(path: string, mark: number, random: () => number): string {
  const lines = Array.from({ length: 6 }, (_, line) => `export const value${line} = ${Math.floor(random() * 2 ** 32)}`)
  return [`// ${path}, revision ${mark}`, ...lines, ''].join('\n')
}

interface WrittenCommit {
  readonly mark: number
  readonly parents: readonly number[]
  readonly change: Change
  readonly ref?: string
}

function commit({ mark, parents, change, ref = 'main' }: WrittenCommit): string {
  const person = `Author ${mark % 40} <author${mark % 40}@example.com> ${1_500_000_000 + mark * 600} +0000`
  const [from, ...merged] = parents.filter((parent) => parent !== 0)
  return [
    `commit refs/heads/${ref}\nmark :${mark}\nauthor ${person}\ncommitter ${person}\n`,
    data(change.message),
    from === undefined ? '' : `from :${from}\n`,
    ...merged.map((parent) => `merge :${parent}\n`),
    ...change.files,
    '\n',
  ].join('')
}
