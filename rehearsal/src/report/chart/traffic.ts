import { html, type Markup } from '../markup.ts'
import type { SpreadReport } from '../model.ts'
import { duration } from '../words.ts'
import { colourOf, type Palette } from './colour.ts'
import { fits, type Plot } from './plot.ts'

/** A listener's traffic over time: at each moment the releases share the lane's height by their weights. */
export function traffic(
  plot: Plot,
  y: number,
  height: number,
  spreads: readonly SpreadReport[],
  palette: Palette,
): Markup {
  return html`${spreads.map((spread, index) => {
    const until = spreads[index + 1]?.atMs ?? plot.durationMs
    return column(plot, y, height, spread, until, palette)
  })}`
}

function column(
  plot: Plot,
  y: number,
  height: number,
  { atMs, percent }: SpreadReport,
  until: number,
  palette: Palette,
): Markup {
  const x = plot.x(atMs)
  const width = Math.max(plot.x(until) - x - 1, 1)
  let top = y
  const shares = Object.entries(percent).map(([release, share]) => {
    const part = (height * share) / 100
    const middle = top + part / 2
    const text =
      part >= 16 && fits(release, width)
        ? html`<text x="${x + Math.min(width / 2, 80)}" y="${middle + 4}" text-anchor="middle">${release}</text>`
        : undefined
    const shape = html`<g class="share ${colourOf(palette, release)}">
      <title>${release}: ${share} % for ${duration(until - atMs)}</title>
      <rect x="${x}" y="${top}" width="${width}" height="${part}" rx="4" />
      ${text}
    </g>`
    top += part
    return shape
  })
  return html`${shares}`
}
