import { html, type Markup } from './markup.ts'
import type { ScenarioReport, StoppedTaskReport } from './model.ts'
import { duration } from './words.ts'

/** Tasks that ended by themselves, with how they ended and their last words. */
export function stoppedTasks({ stoppedTasks }: ScenarioReport): Markup | undefined {
  const own = stoppedTasks.filter((task) => task.stopCode === 'EssentialContainerExited')
  if (own.length === 0) return undefined
  return html`<div class="stopped">
    <h3>Tasks that ended by themselves</h3>
    <ul>
      ${own.map(task)}
    </ul>
  </div>`
}

function task({ arn, release, atMs, stopCode, exitCode, lastLines }: StoppedTaskReport): Markup {
  const id = arn.split('/').at(-1)?.slice(0, 8)
  return html`<li>
    <p>
      <code>${id}</code> of ${release} at ${duration(atMs)}: ${stopCode},
      <strong>exit code ${exitCode ?? 'unknown'}</strong>
    </p>
    ${lastLines.length === 0 ? undefined : html`<pre tabindex="0">${lastLines.join('\n')}</pre>`}
  </li>`
}
