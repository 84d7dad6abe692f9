import { git, tryGit } from './git.ts'

export interface Person {
  readonly name: string
  readonly email: string
  readonly date: string
}

export interface Commit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Person
  readonly committer: Person
  readonly message: string
}

const fields = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B']

/** Commits in git's order, as `git log` with these arguments lists them. */
export async function readCommits(path: string, args: readonly string[]): Promise<Commit[]> {
  const listing = await git(path, ['log', '-z', `--format=tformat:${fields.join('%x00')}`, ...args])
  const values = listing.split('\0')
  const commits: Commit[] = []
  for (let start = 0; start + fields.length <= values.length; start += fields.length) {
    commits.push(commit(values.slice(start, start + fields.length)))
  }
  return commits
}

/** Commits by their SHAs, in the same order. */
export async function readThese(path: string, shas: readonly string[]): Promise<Commit[]> {
  return shas.length === 0 ? [] : readCommits(path, ['--no-walk=unsorted', ...shas])
}

/** SHAs of what head has that base has not, the oldest first. */
export async function commitsBetween(path: string, base: string, head: string): Promise<string[]> {
  const listing = await git(path, ['rev-list', '--reverse', `${base}..${head}`])
  return listing.split('\n').filter((line) => line !== '')
}

export async function readCommit(path: string, sha: string): Promise<Commit> {
  const [found] = await readCommits(path, ['--max-count=1', sha])
  if (found === undefined) throw new Error(`git shows no commit ${sha}`)
  return found
}

function commit(values: readonly string[]): Commit {
  const [sha = '', tree = '', parents = '', an = '', ae = '', at = '', cn = '', ce = '', ct = '', message = ''] = values
  return {
    sha,
    tree,
    parents: parents.split(' ').filter(Boolean),
    author: { name: an, email: ae, date: isoSeconds(at) },
    committer: { name: cn, email: ce, date: isoSeconds(ct) },
    message: message.replace(/(?<!\n)\n+$/, ''),
  }
}

/** As GitHub shows times: UTC, whole seconds. */
export function isoSeconds(time: string | Date): string {
  const date = typeof time === 'string' ? new Date(Number(time) * 1000) : time
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** The commit that a branch, a tag, a full or an abbreviated SHA names; undefined where nothing does. */
export async function resolveCommit(path: string, name: string): Promise<string | undefined> {
  const places = [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`]
  if (name === 'HEAD' || /^[0-9a-f]{4,40}$/.test(name)) places.unshift(name)
  for (const place of places) {
    const found = await tryGit(path, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${place}^{commit}`])
    if (found !== undefined) return found.trim()
  }
  return undefined
}
