/** How many colours the page's style has for releases. */
const colours = 7

/** The class that gives a release its colour, the same everywhere on the page. */
export function colourOf(releases: readonly string[], release: string): string {
  const index = releases.indexOf(release)
  return index < 0 ? 'lost' : `r${index % colours}`
}
