import type { GitProcess } from './process.ts'

/** Those of the places, each `commit:path`, where the commit has something. */
export async function present(git: GitProcess, places: readonly string[]): Promise<ReadonlySet<string>> {
  if (places.length === 0) return new Set()
  const { stdout } = await git.run(['cat-file', '--batch-check'], { input: places })
  const answers = stdout.split('\n')
  const missing = (index: number): boolean => answers[index]?.endsWith(' missing') !== false
  const found = new Set(places.filter((_, index) => !missing(index)))
  for (const place of await listedIn(
    git,
    places.filter((_, index) => missing(index)),
  ))
    found.add(place)
  return found
}

/** Of a file whose contents are not here git says that it is missing, too; the tree that lists it is here. */
async function listedIn(git: GitProcess, places: readonly string[]): Promise<readonly string[]> {
  const pathsOf = new Map<string, string[]>()
  for (const place of places) {
    const [commit = '', path = ''] = split(place)
    pathsOf.set(commit, [...(pathsOf.get(commit) ?? []), path])
  }
  const found: string[] = []
  for (const [commit, paths] of pathsOf) {
    const args = ['ls-tree', '-z', '--name-only', '--full-tree', commit, '--', ...paths]
    const { stdout } = await git.run(args, { expected: [128] })
    for (const path of stdout.split('\0')) if (path !== '') found.push(`${commit}:${path}`)
  }
  return found
}

function split(place: string): readonly string[] {
  const colon = place.indexOf(':')
  return [place.slice(0, colon), place.slice(colon + 1)]
}
