/** The colours of releases by hand, for light and for dark; a rehearsal of all scenarios needs no others. */
const chosen = [
  ['#3566c8', '#7aa2ff'],
  ['#0c8f7a', '#3cc7a8'],
  ['#7c4fc4', '#b494f5'],
  ['#b8720a', '#eab04f'],
  ['#b83b7d', '#f08abd'],
  ['#51677f', '#93a7bd'],
  ['#6a7f14', '#b9cf5e'],
] as const

export interface ReleaseColour {
  readonly light: string
  readonly dark: string
}

/** The colour of the release with this index, however many there are. */
export function releaseColour(index: number): ReleaseColour {
  const [light, dark] = chosen[index] ?? []
  return light === undefined || dark === undefined ? further(index - chosen.length) : { light, dark }
}

/** By the golden angle, which never meets an earlier hue again, in turn darker and lighter; red is kept for what failed. */
function further(index: number): ReleaseColour {
  const hue = (25 + ((60 + index * 137.508) % 310)).toFixed(1)
  const [light, dark] = index % 2 === 0 ? ['18%', '62%'] : ['30%', '82%']
  return { light: `hsl(${hue} 90% ${light})`, dark: `hsl(${hue} 90% ${dark})` }
}

/** A declaration for each of `count` releases: `--r0: …; --r1: …;`. */
export function declarations(count: number, scheme: keyof ReleaseColour): string {
  return indexes(count)
    .map((index) => `--r${index}: ${releaseColour(index)[scheme]};`)
    .join(' ')
}

/** What gives shapes and swatches the colour of their class. */
export function rules(count: number): string {
  return indexes(count)
    .map((n) => `.r${n} rect, rect.r${n} { fill: var(--r${n}); } .swatch.r${n} { background: var(--r${n}); }`)
    .join('\n')
}

function indexes(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}
