import { paletteOf, type Palette } from './chart/colour.ts'
import { plot } from './chart/plot.ts'
import { traffic } from './chart/traffic.ts'
import { html, type Markup } from './markup.ts'
import type { Report, ScenarioReport } from './model.ts'
import { duration, number, outcomeWords, signs } from './words.ts'

/** A table of the scenarios; each name leads to its section. */
export function overview(report: Report): Markup {
  return html`<section id="scenarios" aria-labelledby="overview" tabindex="-1">
    <h2 id="overview">Scenarios</h2>
    <table class="overview">
      <thead>
        <tr>
          <th scope="col">Scenario</th>
          <th scope="col">Production</th>
          <th scope="col">Ended as</th>
          <th scope="col" class="figure">Time</th>
          <th scope="col" class="figure">Requests</th>
          <th scope="col" class="figure">Failed</th>
        </tr>
      </thead>
      <tbody>
        ${report.scenarios.map((scenario, index) => row(scenario, index + 1, paletteOf(report)))}
      </tbody>
    </table>
  </section>`
}

function row(scenario: ScenarioReport, position: number, palette: Palette): Markup {
  const { name, title, actual, durationMs, requests } = scenario
  return html`<tr>
    <th scope="row"><span class="position">${position}</span><a href="#${name}">${title}</a></th>
    <td class="spark">${spark(scenario, palette)}</td>
    <td>${mark(scenario)} <code>${actual.reason || actual.happened}</code></td>
    <td class="figure" data-name="time">${duration(durationMs)}</td>
    <td class="figure" data-name="requests">${number(requests)}</td>
    ${failures(scenario)}
  </tr>`
}

function failures({ failedRequests, failedOnPurpose }: ScenarioReport): Markup {
  const isFault = failedRequests > failedOnPurpose
  const purpose =
    failedOnPurpose === 0 ? undefined : html`<small>${isFault ? number(failedOnPurpose) : 'all'} on purpose</small>`
  return html`<td class="figure ${isFault ? 'some' : ''}" data-name="failed">${number(failedRequests)} ${purpose}</td>`
}

function spark({ title, durationMs, production }: ScenarioReport, palette: Palette): Markup {
  const small = { ...plot(durationMs, true), width: 180 }
  const x = (ms: number): number => (Math.min(Math.max(ms, 0), durationMs) / Math.max(durationMs, 1)) * 180
  return html`<svg class="chart" viewBox="0 0 180 14" role="img" aria-label="Production traffic during ${title}">
    ${traffic({ ...small, x }, 0, 14, production, palette)}
  </svg>`
}

/** Whether a scenario ended as expected, in a word and a sign. */
export function mark({ ok, outcome }: ScenarioReport): Markup {
  return html`<span class="mark ${ok ? 'ok' : 'not-ok'}"
    ><span aria-hidden="true">${signs[outcome]}</span> ${outcomeWords[outcome]}</span
  >`
}
