import { chartStyle, colours } from './chart-style.ts'
import { hatching } from './hatching.ts'
import { wideChart, wideChartSize } from './chart/show-chart.ts'
import { html } from './markup.ts'
import type { Report } from './model.ts'
import { outcomes } from './outcomes.ts'
import { verdict } from './verdict.ts'
import { duration, number } from './words.ts'

const { width, height } = wideChartSize

/** The whole rehearsal as one SVG that stands by itself, in light and dark, for a page such as a README. */
export function picture(report: Report): string {
  const { scenarios, requests, durationMs } = report
  const title = verdict(report)
  const what = outcomes(scenarios)
  const facts = `${number(requests)} requests in ${duration(durationMs)}, ${failed(report)}`
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${width + 56} ${height + 128}"
    role="img"
    aria-label="A rehearsal: ${title}: ${what}; ${facts}"
  >
    <style>
      ${{ markup: colours(report.releases.length) + chartStyle(report.releases.length) + alone }}
    </style>
    <rect class="card" x="1" y="1" width="${width + 54}" height="${height + 126}" rx="16" />
    ${hatching}
    <text class="title" x="28" y="46">${title}</text>
    <text class="facts" x="28" y="70">${what}</text>
    <text class="facts" x="28" y="90">${facts}</text>
    <svg x="28" y="112" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${wideChart(report)}</svg>
  </svg>`.markup
}

function failed({ failedRequests, failedOnPurpose }: Report): string {
  if (failedOnPurpose === 0) return `${failedRequests === 0 ? 'none' : number(failedRequests)} failed`
  const isFault = failedRequests > failedOnPurpose
  return isFault
    ? `${number(failedRequests)} failed, ${number(failedOnPurpose)} of them on purpose`
    : `${number(failedOnPurpose)} failed on purpose, no others`
}

const alone = `
.card { fill: var(--card); stroke: var(--line); }
.title { font: 700 24px system-ui, sans-serif; letter-spacing: -.02em; fill: var(--ink); }
.facts { font: 14px system-ui, sans-serif; fill: var(--soft); }
`
