import type { PackageSpec } from './package-spec.ts'
import { pathPattern, type PathPattern } from './path-pattern.ts'

/** What is known of the paths in one folder. */
interface Folder {
  /** The packages that all of them belong to. */
  readonly always: readonly number[]
  /** Those that depend on the path itself. */
  readonly perhaps: readonly number[]
}

interface Patterns {
  readonly include: readonly PathPattern[]
  readonly exclude: readonly PathPattern[]
}

const nowhere: readonly number[] = []

/**
 * Tells which packages a path belongs to, as their indexes, rising. What a folder says of all its paths is found out
 * once: a history names the same few folders again and again.
 */
export function packageMatcher(specs: readonly PackageSpec[]): (path: string) => readonly number[] {
  const packages = specs.map(({ include, exclude }): Patterns => ({
    include: include.map(pathPattern),
    exclude: exclude.map(pathPattern),
  }))
  const folders = new Map<string, Folder>()
  return (path) => {
    const name = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    let folder = folders.get(name)
    if (folder === undefined) folders.set(name, (folder = readFolder(packages, name)))
    const { always, perhaps } = folder
    if (perhaps.length === 0) return always
    const found = perhaps.filter((index) => belongs(packages[index], path))
    if (found.length === 0) return always
    return always.length === 0 ? found : [...always, ...found].sort((a, b) => a - b)
  }
}

function readFolder(packages: readonly Patterns[], folder: string): Folder {
  const always: number[] = []
  const perhaps: number[] = []
  for (const [index, { include, exclude }] of packages.entries()) {
    if (covers(exclude, folder)) continue
    const isIn = covers(include, folder)
    if (!isIn && !mayMatch(include, folder)) continue
    if (isIn && !mayMatch(exclude, folder)) always.push(index)
    else perhaps.push(index)
  }
  return { always: always.length === 0 ? nowhere : always, perhaps }
}

function covers(patterns: readonly PathPattern[], folder: string): boolean {
  return patterns.some((pattern) => pattern.matches(folder))
}

function mayMatch(patterns: readonly PathPattern[], folder: string): boolean {
  return patterns.some((pattern) => pattern.mayMatchIn(folder))
}

function belongs(patterns: Patterns | undefined, path: string): boolean {
  return patterns !== undefined && covers(patterns.include, path) && !covers(patterns.exclude, path)
}
