import type { Report } from '../model.ts'

/** Which release has which colour, and which releases are to fail. */
export interface Palette {
  readonly releases: readonly string[]
  /** Their bad answers are what a scenario is about. */
  readonly failOnPurpose: ReadonlySet<string>
}

export function paletteOf({ releases, scenarios }: Pick<Report, 'releases' | 'scenarios'>): Palette {
  const failing = scenarios.filter((scenario) => scenario.failedOnPurpose > 0)
  return { releases, failOnPurpose: new Set(failing.map((scenario) => scenario.release)) }
}

/** The class that gives a release its colour, the same everywhere on the page. */
export function colourOf({ releases }: Palette, release: string): string {
  const index = releases.indexOf(release)
  return index < 0 ? 'lost' : `r${index}`
}

/** The class of the bad answers of a release, or of nobody's. */
export function badColourOf({ failOnPurpose }: Palette, release: string): string {
  return failOnPurpose.has(release) ? 'bad on-purpose' : 'bad'
}
