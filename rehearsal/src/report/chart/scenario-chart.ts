import { html, type Markup } from '../markup.ts'
import type { Report, ScenarioReport } from '../model.ts'
import { story } from '../story.ts'
import { alarmMarks } from './alarm-marks.ts'
import { answers } from './answers.ts'
import { barHeight, bars } from './bar.ts'
import { paletteOf, type Palette } from './colour.ts'
import { plot, type Plot } from './plot.ts'
import { stageBars } from './stage-bars.ts'
import { stepBars } from './step-bars.ts'
import { axisHeight, timeAxis } from './time-axis.ts'
import { traffic } from './traffic.ts'

interface Lane {
  readonly name: string
  readonly height: number
  draw(plot: Plot, y: number): Markup
}

/** One scenario over time, once for wide and once for narrow screens; the page's style shows one of them. */
export function scenarioChart(scenario: ScenarioReport, report: Report): Markup {
  return html`${[false, true].map((narrow) => chart(scenario, report, plot(scenario.durationMs, narrow)))}`
}

function lanes(scenario: ScenarioReport, palette: Palette): readonly Lane[] {
  const { production, test } = scenario
  const all: readonly Lane[] = [
    { name: 'Actions', height: barHeight, draw: (plot, y) => bars(plot, y, stepBars(scenario)) },
    { name: 'Stages', height: barHeight, draw: (plot, y) => bars(plot, y, stageBars(scenario)) },
    { name: 'Test listener', height: 22, draw: (plot, y) => traffic(plot, y, 22, test, palette) },
    { name: 'Production', height: 54, draw: (plot, y) => traffic(plot, y, 54, production, palette) },
    { name: 'Answers', height: 84, draw: (plot, y) => answers(plot, y, 84, scenario.answers, palette) },
  ]
  return scenario.deployments.length > 0 ? all : all.filter(({ name }) => name !== 'Stages' && name !== 'Test listener')
}

function chart(scenario: ScenarioReport, report: Report, plot: Plot): Markup {
  const gap = plot.narrow ? 24 : 14
  let y = plot.narrow ? 34 : 22
  const [top, drawn] = [y, [] as Markup[]]
  for (const lane of lanes(scenario, paletteOf(report))) {
    drawn.push(html`<g class="lane">${nameOf(lane, plot, y)}${lane.draw(plot, y)}</g>`)
    y += lane.height + gap
  }
  const bottom = y - gap
  const name = `Chart of the scenario ${scenario.title}: ${story(scenario)}`
  return html`<svg
    class="chart ${plot.narrow ? 'narrow' : 'wide'}"
    viewBox="0 0 ${plot.width} ${bottom + axisHeight}"
    role="img"
    aria-label="${name}"
  >
    ${timeAxis(plot, top, bottom, report.speed)}${drawn}${alarmMarks(plot, top, bottom, scenario)}
  </svg>`
}

function nameOf({ name, height }: Lane, plot: Plot, y: number): Markup {
  return plot.narrow
    ? html`<text class="name" x="0" y="${y - 6}">${name}</text>`
    : html`<text class="name" x="0" y="${y + Math.min(height / 2, 42) + 4}">${name}</text>`
}
