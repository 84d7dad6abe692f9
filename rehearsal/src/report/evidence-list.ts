import { html, type Markup } from './markup.ts'
import type { ScenarioReport } from './model.ts'
import { duration } from './words.ts'

/** What the cloud's and the load's own records say, independent of what any action claimed. */
export function evidenceList({ findings, badAnswers, failures, inFlightAtShifts }: ScenarioReport): Markup {
  return html`<div>
    <h3>What the records show</h3>
    <ul class="evidence">
      ${findings.map(({ text, holds }) => line(holds, text))}
      ${badAnswers === null ? undefined : html`<li class="figure-line"><strong>${duration(badAnswers.ms)}</strong> from the first bad answer to the last, ${badAnswers.count} in all (${kinds(failures)})</li>`}
      ${inFlightAtShifts.length === 0 ? undefined : html`<li class="figure-line"><strong>${inFlightAtShifts.join(', ')}</strong> requests on their way when production traffic moved</li>`}
    </ul>
  </div>`
}

function line(holds: boolean, text: string): Markup {
  return holds
    ? html`<li class="holds"><span aria-hidden="true">✓</span> ${text}</li>`
    : html`<li class="missing"><span aria-hidden="true">✗</span> <em>not so:</em> ${text}</li>`
}

function kinds(failures: ScenarioReport['failures']): string {
  return Object.entries(failures)
    .map(([kind, count]) => `${kind}: ${count}`)
    .join(', ')
}
