import { html, type Markup } from '../markup.ts'
import { fits, type Plot } from './plot.ts'

/** A span of time as a rounded bar with its name in it, where there is room. */
export interface Bar {
  readonly startMs: number
  readonly durationMs: number
  /** Candidates for the text inside, longest first; the first that fits is shown. */
  readonly names: readonly string[]
  /** The whole truth, for the tooltip. */
  readonly title: string
  readonly className: string
}

export const barHeight = 26

export function bars(plot: Plot, y: number, list: readonly Bar[]): Markup {
  return html`${list.map((one) => bar(plot, y, one))}`
}

function bar(plot: Plot, y: number, { startMs, durationMs, names, title, className }: Bar): Markup {
  const x = plot.x(startMs)
  const width = Math.max(plot.x(startMs + durationMs) - x - 1, 2)
  const name = names.find((one) => fits(one, width))
  const text =
    name === undefined
      ? undefined
      : html`<text x="${x + width / 2}" y="${y + barHeight / 2 + 4}" text-anchor="middle">${name}</text>`
  return html`<g class="bar ${className}">
    <title>${title}</title>
    <rect x="${x}" y="${y}" width="${width}" height="${barHeight}" rx="5" />
    ${text}
  </g>`
}
