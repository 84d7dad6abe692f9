import { html, type Markup } from './markup.ts'
import type { ScenarioReport } from './model.ts'
import { duration } from './words.ts'

/** The chart's numbers as tables, for who cannot or would rather not look at it. */
export function numbers({ deployments, production, imageTags, gitTags }: ScenarioReport): Markup {
  return html`<details class="numbers">
    <summary>The numbers behind the chart</summary>
    ${deployments.map(
      ({ arn, release, status, reason, stages }) =>
        html`<table>
          <caption>
            Service deployment
            <code>${arn.split('/').at(-1)}</code>
            of ${release}: ${breakable(status)}${reason === '' ? '' : `, ${reason}`}
          </caption>
          <thead>
            <tr>
              <th scope="col">Lifecycle stage</th>
              <th scope="col">Status</th>
              <th scope="col" class="figure">From</th>
              <th scope="col" class="figure">For</th>
            </tr>
          </thead>
          <tbody>
            ${stages.map(
              (stage) =>
                html`<tr>
                  <td>${breakable(stage.name || 'none')}</td>
                  <td>${breakable(stage.status)}</td>
                  <td class="figure">${duration(stage.startMs)}</td>
                  <td class="figure">${duration(stage.durationMs)}</td>
                </tr>`,
            )}
          </tbody>
        </table>`,
    )}
    <table>
      <caption>
        Production traffic
      </caption>
      <thead>
        <tr>
          <th scope="col" class="figure">From</th>
          <th scope="col">Release</th>
        </tr>
      </thead>
      <tbody>
        ${production.map(
          ({ atMs, percent }) =>
            html`<tr>
              <td class="figure">${duration(atMs)}</td>
              <td>${shares(percent)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p>Tags in the registry: ${imageTags.join(', ') || 'none'}. Tags in git: ${gitTags.join(', ') || 'none'}.</p>
  </details>`
}

/** AWS's long names may be broken after each word of theirs. */
function breakable(name: string): Markup {
  const [first = '', ...others] = name.split('_')
  return html`${first}${others.map((part) => html`_<wbr />${part}`)}`
}

function shares(percent: Readonly<Record<string, number>>): string {
  return Object.entries(percent)
    .map(([release, share]) => `${release} ${share} %`)
    .join(', ')
}
