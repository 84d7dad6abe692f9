import { html, type Markup } from './markup.ts'
import type { ScenarioReport, StepReport } from './model.ts'
import { duration } from './words.ts'

/** What each action decided and why; its log is behind it. */
export function decisions({ name, steps }: ScenarioReport): Markup {
  return html`<div>
    <h3>Decisions</h3>
    <ol class="decisions">
      ${steps.map((step, index) => decision(step, `${name}-log-${index + 1}`))}
    </ol>
  </div>`
}

function decision(step: StepReport, id: string): Markup {
  const { action, startMs, durationMs, conclusion, verdict, reason, message, log } = step
  const state = conclusion === 'success' ? 'went-on' : 'refused'
  return html`<li class="${state}">
    <p class="what">
      <strong>${action}</strong>
      ${verdict === '' ? undefined : html`<span class="verdict">${verdict}</span>`}
      ${reason === '' ? undefined : html`<code>${reason}</code>`}
      <span class="when"> at ${duration(startMs)}, took ${duration(durationMs)} </span>
    </p>
    ${message === '' ? undefined : html`<p class="message">${message}</p>`}
    <details id="${id}">
      <summary>Log, ${log.length} lines</summary>
      <pre tabindex="0">${log.join('\n')}</pre>
    </details>
  </li>`
}
