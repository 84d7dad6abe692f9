import { html, type Markup } from '../markup.ts'
import type { ScenarioReport } from '../model.ts'
import type { Plot } from './plot.ts'

/** A flag where an alarm fired. */
export function alarmMarks(plot: Plot, top: number, bottom: number, { alarms }: ScenarioReport): Markup {
  const fired = alarms.filter(({ state }) => state === 'ALARM')
  return html`${fired.map(({ atMs, name }) => {
    const x = plot.x(atMs)
    return html`<g class="alarm">
      <title>alarm ${name} fired at ${(atMs / 1000).toFixed(1)} s</title>
      <line x1="${x}" x2="${x}" y1="${top - (plot.narrow ? 16 : 4)}" y2="${bottom}" />
      <text x="${x}" y="${top - (plot.narrow ? 20 : 8)}" text-anchor="${x > plot.width - 30 ? 'end' : 'middle'}">
        alarm
      </text>
    </g>`
  })}`
}
