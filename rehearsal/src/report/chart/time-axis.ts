import { html, type Markup } from '../markup.ts'
import { ticks, type Plot } from './plot.ts'

export const axisHeight = 38

/** Fine lines over all lanes and their times below; `speed` is how many seconds of the cloud one of them is. */
export function timeAxis(plot: Plot, top: number, bottom: number, speed: number): Markup {
  const marks = ticks(plot.durationMs, plot.narrow ? 6 : 14).map((ms) => {
    const x = plot.x(ms)
    const anchor = ms === 0 ? 'start' : x > plot.width - 20 ? 'end' : 'middle'
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" />
      <text class="tick" x="${x}" y="${bottom + 16}" text-anchor="${anchor}">${ms / 1000} s</text>`
  })
  const clock = `1 s here is ${speed} s of the cloud’s clock`
  return html`<g class="axis" aria-hidden="true">
    ${marks}
    <text class="tick" x="${plot.width - (plot.narrow ? 1 : 4)}" y="${bottom + 32}" text-anchor="end">${clock}</text>
  </g>`
}
