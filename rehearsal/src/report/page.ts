import { html, type Markup } from './markup.ts'
import type { Report, ScenarioReport } from './model.ts'
import { showChart } from './chart/show-chart.ts'
import { hatching } from './hatching.ts'
import { headline } from './headline.ts'
import { legend } from './legend.ts'
import { overview } from './overview.ts'
import { scenarioSection } from './scenario-section.ts'
import { style } from './style.ts'
import { verdict } from './verdict.ts'

/** The page may load nothing, from anywhere: all it needs is in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0f8f7a"/><path d="M3 11h10M4 8h8M6 5h4" stroke="#fff" stroke-width="1.6" stroke-linecap="round"/></svg>',
)}`

/** The report as one self-contained HTML page. What went wrong first comes first. */
export function page(report: Report): string {
  const { scenarios } = report
  const firstRed = scenarios.find((scenario) => !scenario.ok)
  const sectionOf = (one: ScenarioReport): Markup => scenarioSection(one, scenarios.indexOf(one) + 1, report)
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>Rehearsal of ${report.version}: ${verdict(report)}</title>
        <link rel="icon" href="${icon}" />
        <style>
          ${{ markup: style(report.releases.length) }}
        </style>
      </head>
      <body>
        <a class="skip" href="#scenarios">Skip to the scenarios</a>
        ${hatching}
        <main>
          ${headline(report)} ${firstRed === undefined ? undefined : sectionOf(firstRed)}
          <section class="show" aria-labelledby="show">
            <h2 id="show">The whole rehearsal</h2>
            ${legend(report)} ${showChart(report)}
          </section>
          ${overview(report)} ${report.scenarios.filter((scenario) => scenario !== firstRed).map(sectionOf)}
        </main>
        <footer>
          <p>
            Slipway rehearsed ${report.commit.slice(0, 7)} on a local cloud at ${report.speed} times the speed of the
            real one. The same facts for programs: <code>report.json</code>, beside this page.
          </p>
        </footer>
      </body>
    </html> `.markup
}
