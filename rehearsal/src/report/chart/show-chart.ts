import { html, type Markup } from '../markup.ts'
import type { Report, ScenarioReport, SpreadReport } from '../model.ts'
import { answers } from './answers.ts'
import { paletteOf } from './colour.ts'
import { fits, plot, type Plot } from './plot.ts'
import { axisHeight, timeAxis } from './time-axis.ts'
import { traffic } from './traffic.ts'

const [answersHeight, productionHeight, bandHeight, gap] = [96, 48, 26, 12]

/**
 * The whole rehearsal over time: what production served, how it answered, and which scenario was playing. Drawn once
 * for wide and once for narrow screens; the page's style shows one of them.
 */
export function showChart(report: Report): Markup {
  return html`${[false, true].map((narrow) => chart(report, plot(report.loadMs, narrow)))}`
}

/** Width and height of the wide chart, in its own pixels. */
export const wideChartSize = {
  width: plot(0, false).width,
  height: 18 + answersHeight + gap + productionHeight + gap + bandHeight + axisHeight,
} as const

/** The wide form alone, for a picture. */
export function wideChart(report: Report): Markup {
  return chart(report, plot(report.loadMs, false))
}

function chart(report: Report, plot: Plot): Markup {
  const [first, second] = [18, 18 + answersHeight + gap]
  const third = second + productionHeight + gap
  const bottom = third + bandHeight
  const name = `Chart of the whole rehearsal: production traffic and answers over ${report.scenarios.length} scenarios`
  const lane = (text: string, y: number): Markup | undefined =>
    plot.narrow ? undefined : html`<text class="name" x="0" y="${y + 4}">${text}</text>`
  return html`<svg
    class="chart ${plot.narrow ? 'narrow' : 'wide'}"
    viewBox="0 0 ${plot.width} ${bottom + axisHeight}"
    role="img"
    aria-label="${name}"
  >
    ${timeAxis(plot, first, bottom, report.speed)} ${lane('Answers', first + answersHeight / 2)}
    ${answers(plot, first, answersHeight, report.answers, paletteOf(report))}
    ${lane('Production', second + productionHeight / 2)}
    ${traffic(plot, second, productionHeight, wholeSpreads(report), paletteOf(report))}
    ${lane('Scenario', third + bandHeight / 2)} ${bands(report, plot, third)}
  </svg>`
}

function wholeSpreads({ scenarios }: Report): readonly SpreadReport[] {
  const spreads = scenarios.flatMap(({ startMs, production }) =>
    production.map(({ atMs, percent }) => ({ atMs: startMs + atMs, percent })),
  )
  const differs = (one: SpreadReport, index: number): boolean =>
    JSON.stringify(one.percent) !== JSON.stringify(spreads[index - 1]?.percent)
  return spreads.filter(differs)
}

function bands({ scenarios }: Report, plot: Plot, y: number): Markup {
  return html`${scenarios.map((scenario, index) => band(scenario, index + 1, plot, y))}`
}

function band({ title, ok, startMs, durationMs }: ScenarioReport, position: number, plot: Plot, y: number): Markup {
  const x = plot.x(startMs)
  const width = Math.max(plot.x(startMs + durationMs) - x - 2, 2)
  const name = `${position} ${title}`
  return html`<g class="band ${ok ? 'ok' : 'not-ok'}">
    <title>${name}</title>
    <rect x="${x}" y="${y}" width="${width}" height="${bandHeight}" rx="5" />
    <text x="${x + width / 2}" y="${y + bandHeight / 2 + 4}" text-anchor="middle">
      ${fits(name, width) ? name : position}
    </text>
  </g>`
}
