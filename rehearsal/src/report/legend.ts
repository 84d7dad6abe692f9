import { colourOf } from './chart/colour.ts'
import { html, type Markup } from './markup.ts'
import type { Report } from './model.ts'

/** The colour of every release that had any traffic, and of failure. */
export function legend({ releases, scenarios, answers }: Report): Markup {
  const spreads = scenarios.flatMap((scenario) => [...scenario.production, ...scenario.test])
  const seen = new Set([
    ...spreads.flatMap(({ percent }) => Object.keys(percent)),
    ...answers.buckets.flatMap(({ good }) => Object.keys(good)),
  ])
  const shown = releases.filter((release) => seen.has(release))
  return html`<ul class="legend">
    ${shown.map((release) => html`<li><span class="swatch ${colourOf(releases, release)}"></span>${release}</li>`)}
    <li><span class="swatch bad"></span>failed</li>
  </ul>`
}
