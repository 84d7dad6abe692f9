import { html, type Markup } from '../markup.ts'
import { ticks, type Plot } from './plot.ts'

export const axisHeight = 22

/** Fine lines over all lanes and their times below. */
export function timeAxis(plot: Plot, top: number, bottom: number): Markup {
  const marks = ticks(plot.durationMs, plot.narrow ? 6 : 14).map((ms) => {
    const x = plot.x(ms)
    const anchor = ms === 0 ? 'start' : x > plot.width - 20 ? 'end' : 'middle'
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" />
      <text class="tick" x="${x}" y="${bottom + 16}" text-anchor="${anchor}">${ms / 1000} s</text>`
  })
  return html`<g class="axis" aria-hidden="true">${marks}</g>`
}
