import { scenarioChart } from './chart/scenario-chart.ts'
import { decisions } from './decisions.ts'
import { evidenceList } from './evidence-list.ts'
import { html, type Markup } from './markup.ts'
import type { Report, ScenarioReport } from './model.ts'
import { numbers } from './numbers.ts'
import { mark } from './overview.ts'
import { stoppedTasks } from './stopped-tasks.ts'
import { story } from './story.ts'
import { ending } from './words.ts'

export function scenarioSection(scenario: ScenarioReport, position: number, report: Report): Markup {
  const { name, title, about, expected, actual, ok } = scenario
  return html`<section class="scenario" id="${name}" aria-labelledby="${name}-title">
    <h2 id="${name}-title"><span class="position">${position}</span>${title} ${mark(scenario)}</h2>
    <p class="about">${about}</p>
    ${ok ? undefined : html`<p class="gap">Expected <code>${ending(expected)}</code>, but it was <code>${ending(actual)}</code>.</p>`}
    <p class="story">${story(scenario)}</p>
    <figure>${scenarioChart(scenario, report)}</figure>
    <div class="columns">${decisions(scenario)} ${evidenceList(scenario)}</div>
    ${stoppedTasks(scenario)} ${numbers(scenario)}
  </section>`
}
