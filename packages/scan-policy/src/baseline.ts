/** What another image, e.g. the one that runs now, had already. */
export interface Baseline {
  /** In the words of a report, e.g. `tag:latest (sha256:…)`. */
  readonly name: string
  /** Platform to keys of what was found there; the platform is empty where an image names none. */
  readonly platforms: ReadonlyMap<string, ReadonlySet<string>>
}
