import { chartStyle, colours } from './chart-style.ts'
import { hatching } from './hatching.ts'
import { wideChart, wideChartSize } from './chart/show-chart.ts'
import { html } from './markup.ts'
import type { Report } from './model.ts'
import { duration, number } from './words.ts'

const { width, height } = wideChartSize

/** The whole rehearsal as one SVG that stands by itself, in light and dark, for a page such as a README. */
export function picture(report: Report): string {
  const { ok, scenarios, requests, durationMs, failedRequests } = report
  const good = scenarios.filter((scenario) => scenario.ok).length
  const title = ok ? `${good} scenarios, all ended as expected` : `${scenarios.length - good} not as expected`
  const facts = `${number(requests)} requests in ${duration(durationMs)}, ${failedRequests === 0 ? 'none' : number(failedRequests)} failed`
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${width + 56} ${height + 108}"
    role="img"
    aria-label="A rehearsal: ${title}; ${facts}"
  >
    <style>
      ${{ markup: colours + chartStyle + alone }}
    </style>
    <rect class="card" x="1" y="1" width="${width + 54}" height="${height + 106}" rx="16" />
    ${hatching}
    <text class="title" x="28" y="46">${title}</text>
    <text class="facts" x="28" y="70">${facts}</text>
    <svg x="28" y="92" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${wideChart(report)}</svg>
  </svg>`.markup
}

const alone = `
.card { fill: var(--card); stroke: var(--line); }
.title { font: 700 24px system-ui, sans-serif; letter-spacing: -.02em; fill: var(--ink); }
.facts { font: 14px system-ui, sans-serif; fill: var(--soft); }
`
