/** A package of a repository: a name, and the paths that belong to it. */
export interface PackageSpec {
  readonly name: string
  /** Paths and globs, at least one. A folder means everything below it. */
  readonly include: readonly string[]
  /** What of that does not belong to it. */
  readonly exclude: readonly string[]
}
