import { html, type Markup } from '../markup.ts'
import type { ScenarioReport } from '../model.ts'
import type { Plot } from './plot.ts'

/** A flag where an alarm fired. */
export function alarmMarks(plot: Plot, top: number, bottom: number, { alarms }: ScenarioReport): Markup {
  const fired = alarms.filter(({ state }) => state === 'ALARM')
  return html`${fired.map(({ atMs, name }) => {
    const x = plot.x(atMs)
    const end = x > plot.width - 60
    return html`<g class="alarm"
      ><title>alarm ${name} fired at ${(atMs / 1000).toFixed(1)} s</title
      ><line x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" /><text
        x="${end ? x - 5 : x + 5}"
        y="${top + 11}"
        text-anchor="${end ? 'end' : 'start'}"
        >alarm</text
      ></g
    >`
  })}`
}
