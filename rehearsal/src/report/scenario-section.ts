import { scenarioChart } from './chart/scenario-chart.ts'
import { decisions } from './decisions.ts'
import { evidenceList } from './evidence-list.ts'
import { html, type Markup } from './markup.ts'
import type { Ending, Report, ScenarioReport } from './model.ts'
import { numbers } from './numbers.ts'
import { mark } from './overview.ts'
import { stoppedTasks } from './stopped-tasks.ts'
import { story } from './story.ts'

export function scenarioSection(scenario: ScenarioReport, position: number, { releases }: Report): Markup {
  const { name, title, about, expected, actual, ok } = scenario
  return html`<section class="scenario" id="${name}" aria-labelledby="${name}-title">
    <h2 id="${name}-title"><span class="position">${position}</span>${title} ${mark(scenario)}</h2>
    <p class="about">${about}</p>
    <p class="story">${story(scenario)}</p>
    <figure>${scenarioChart(scenario, releases)}</figure>
    ${ok ? undefined : html`<p class="gap">Expected ${ending(expected)}, but it was ${ending(actual)}.</p>`}
    <div class="columns">${decisions(scenario)} ${evidenceList(scenario)}</div>
    ${stoppedTasks(scenario)} ${numbers(scenario)}
  </section>`
}

function ending({ verdict, reason, happened }: Ending): Markup {
  return html`<code>${[verdict, reason, happened].filter((word) => word !== '').join(' / ')}</code>`
}
