import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { git } from './git.ts'
import { roundLength, roundSteps, writeHistory, type HistoryPlan } from './history.ts'
import { mainline, writeTags, type PlannedTag } from './tags.ts'

/** Commits since the last tag where it is not far back. */
export const since = { near: 5 * roundLength } as const
export const tagCount = 5000
export const packageNames: readonly string[] = Array.from({ length: 50 }, (_, index) => `package-${pad(index)}`)

export interface Repositories {
  /** The last tag is on the first commit: 2.0.0 is next. */
  far(): Promise<string>
  /** The last of 5,000 tags is 100 commits ago: `near.next` is next. */
  near(): Promise<string>
  /** 50 packages, all released at the first commit, every second one also later. */
  packages(): Promise<string>
}

export const near = { tag: `v${nearVersion(tagCount - 1)}`, next: `1.${tagCount / 10}.0` } as const

/** Repositories of `commits` commits below a folder; one that an earlier run left there is used again. */
export function repositories(folder: string, commits: number): Repositories {
  const far = (): Promise<string> => made(join(folder, `far-${commits}`), (at) => makeFar(at, commits))
  return {
    far,
    near: () => made(join(folder, `near-${commits}`), async (at) => makeNear(await far(), at)),
    packages: () => made(join(folder, `packages-${commits}`), (at) => makePackages(at, commits)),
  }
}

async function made(directory: string, make: (directory: string) => Promise<void>): Promise<string> {
  const mark = join(directory, '.git', 'made')
  if (existsSync(mark)) return directory
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  console.error(`making ${directory}`)
  await make(directory)
  writeFileSync(mark, '')
  return directory
}

async function makeFar(directory: string, commits: number): Promise<void> {
  const file = (random: () => number): string => `src/area-${pad(random() * 40)}/file-${pad(random() * 20)}.ts`
  await makeHistory(directory, {
    commits,
    seed: 1,
    paths: (random) => [file(random)],
    given: new Map([
      [commits / 2, { message: 'feat(api)!: drop the first interface\n', paths: ['src/api.ts'] }],
      [commits - 50, { message: 'feat: one more thing\n', paths: ['src/more.ts'] }],
    ]),
    calmFrom: commits - since.near,
  })
  await writeTags(directory, [{ name: 'v1.0.0', sha: mainline(directory)[0] ?? '', annotated: false }])
}

async function makeNear(far: string, directory: string): Promise<void> {
  cpSync(far, directory, { recursive: true })
  const line = mainline(directory)
  const last = line.length - 1 - (since.near / roundLength) * roundSteps
  const tags = Array.from({ length: tagCount }, (_, index): PlannedTag => {
    const sha = line[Math.floor((last * index) / (tagCount - 1))] ?? ''
    return { name: `v${nearVersion(index)}`, sha, annotated: index % 10 === 0 }
  })
  await writeTags(directory, tags)
  const counted = Number(git(directory, ['rev-list', '--count', `${near.tag}..HEAD`]))
  if (counted !== since.near) throw new Error(`${counted} commits since ${near.tag}, not ${since.near}`)
  // As GitHub serves it: partial clones, and any commit by its sha.
  git(directory, ['config', 'uploadpack.allowFilter', 'true'])
  git(directory, ['config', 'uploadpack.allowAnySHA1InWant', 'true'])
}

/** About three paths a commit: mostly of one package, sometimes across several. */
async function makePackages(directory: string, commits: number): Promise<void> {
  const name = (random: () => number): string => packageNames[Math.floor(random() * packageNames.length)] ?? ''
  const [first = ''] = packageNames
  await makeHistory(directory, {
    commits,
    seed: 2,
    paths: (random) => {
      const [own, wide] = [name(random), random() < 0.15]
      const file = (): string => `packages/${wide ? name(random) : own}/src/file-${pad(random() * 30)}.ts`
      return Array.from({ length: 2 + Math.floor(random() * 3) }, file)
    },
    given: new Map([
      [commits / 2, { message: 'feat!: drop the first interface\n', paths: [`packages/${first}/src/index.ts`] }],
    ]),
    calmFrom: commits,
  })
  await writeTags(directory, packageTags(mainline(directory)))
}

/** `1.0.0` of all on the first commit; every second package has ten more, the last ones spread over the history. */
function packageTags(line: readonly string[]): readonly PlannedTag[] {
  return packageNames.flatMap((name, index) => {
    const last = Math.floor((line.length * index) / packageNames.length)
    const minors = index % 2 === 0 ? [0] : Array.from({ length: 11 }, (_, minor) => minor)
    return minors.map((minor) => {
      const sha = line[Math.floor((last * minor) / 10)] ?? ''
      return { name: `${name}-v1.${minor}.0`, sha, annotated: false }
    })
  })
}

async function makeHistory(directory: string, plan: HistoryPlan): Promise<void> {
  git(directory, ['init', '--quiet', '--initial-branch=main'])
  await writeHistory(directory, plan)
  git(directory, ['repack', '-adfq'])
}

function nearVersion(index: number): string {
  return `1.${Math.floor(index / 10)}.${index % 10}`
}

function pad(index: number): string {
  return String(Math.floor(index)).padStart(2, '0')
}
