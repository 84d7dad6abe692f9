import { html, type Markup } from './markup.ts'
import type { Report } from './model.ts'
import { count, duration, number } from './words.ts'

/** What a reader wants to know first: did all go as expected, of what, under how much load. */
export function headline(report: Report): Markup {
  const { scenarios } = report
  const good = scenarios.filter((scenario) => scenario.ok).length
  const said = good === scenarios.length ? `${inWords(good)} as expected` : `${scenarios.length - good} not as expected`
  return html`<header class="headline ${report.ok ? 'ok' : 'not-ok'}">
    <p class="kicker">
      Slipway rehearsal
      <time datetime="${report.startedAt}">${report.startedAt.slice(0, 16).replace('T', ' ')} UTC</time>
    </p>
    <h1><span class="lamp" aria-hidden="true"></span>${said}</h1>
    <dl class="facts">
      ${fact('Rehearsed', html`${report.version} <code>${report.commit.slice(0, 7)}</code>`)}
      ${fact('Scenarios', html`${good} of ${scenarios.length}`)} ${fact('Time', duration(report.durationMs))}
      ${fact('Requests', number(report.requests))}
      ${fact('Failed', html`${number(report.failedRequests)}${failedWhere(report)}`)}
    </dl>
    ${
      report.notes.length === 0
        ? undefined
        : html`<ul class="notes">
            ${report.notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
    }
  </header>`
}

function fact(name: string, value: Markup | string): Markup {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}

function inWords(good: number): string {
  return good === 1 ? 'One scenario, ended' : `All ${good} ended`
}

function failedWhere({ scenarios }: Report): Markup | undefined {
  const where = scenarios.filter((scenario) => scenario.failedRequests > 0)
  if (where.length === 0) return undefined
  const names = where.map(({ title, failedRequests }) => `${title.toLowerCase()}: ${count(failedRequests, 'request')}`)
  return html` <small>${names.join(', ')}</small>`
}
