import { html, type Markup } from './markup.ts'
import type { Report } from './model.ts'
import { outcomes } from './outcomes.ts'
import { verdict } from './verdict.ts'
import { count, duration, number } from './words.ts'

/** What a reader wants to know first: did all go as expected, what was it, under how much load. */
export function headline(report: Report): Markup {
  const { scenarios, notes, trouble } = report
  const good = scenarios.filter((scenario) => scenario.ok).length
  return html`<header class="headline ${report.ok ? 'ok' : 'not-ok'}">
    <p class="kicker">
      Slipway rehearsal
      <time datetime="${report.startedAt}">${report.startedAt.slice(0, 16).replace('T', ' ')} UTC</time>
    </p>
    <h1><span class="lamp" aria-hidden="true"></span>${verdict(report)}</h1>
    ${scenarios.length === 0 ? undefined : html`<p class="outcomes">${outcomes(scenarios)}</p>`}
    ${list('trouble', trouble)}
    <dl class="facts">
      ${fact('Rehearsed', html`${report.version} <code>${report.commit.slice(0, 7)}</code>`)}
      ${fact('As expected', html`${good} of ${report.wanted}`)} ${fact('Time', duration(report.durationMs))}
      ${fact('Requests', number(report.requests))} ${failures(report)}
    </dl>
    ${list(
      'notes',
      notes.filter((note) => !trouble.includes(note)),
    )}
  </header>`
}

function fact(name: string, value: Markup | string): Markup {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}

function list(name: string, lines: readonly string[]): Markup | undefined {
  if (lines.length === 0) return undefined
  return html`<ul class="${name}">
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`
}

/** Requests that a scenario makes fail on purpose are no fault; all others are. */
function failures({ scenarios, failedRequests, failedOnPurpose }: Report): Markup {
  const others = failedRequests - failedOnPurpose
  const made = scenarios.filter((scenario) => scenario.failedOnPurpose > 0).map(({ title }) => title.toLowerCase())
  const purpose = failedOnPurpose === 0 ? undefined : html` <small>by the scenario ${made.join(', ')}</small>`
  const where = scenarios
    .filter((scenario) => scenario.failedRequests > scenario.failedOnPurpose)
    .map(
      (scenario) =>
        `${scenario.title.toLowerCase()}: ${count(scenario.failedRequests - scenario.failedOnPurpose, 'request')}`,
    )
  const value = html`<span class="${others > 0 ? 'some' : ''}">${number(others)}</span>
    ${where.length === 0 ? undefined : html`<small>${where.join(', ')}</small>`}`
  return html`${fact('Failed', value)}
  ${purpose === undefined ? undefined : fact('Failed on purpose', html`${number(failedOnPurpose)}${purpose}`)}`
}
