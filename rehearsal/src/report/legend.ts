import { badColourOf, colourOf, paletteOf } from './chart/colour.ts'
import { html, type Markup } from './markup.ts'
import type { Report } from './model.ts'

/** The colour of every release that had any traffic, and of what failed. */
export function legend(report: Report): Markup {
  const { releases, scenarios, answers } = report
  const palette = paletteOf(report)
  const spreads = scenarios.flatMap((scenario) => [...scenario.production, ...scenario.test])
  const seen = new Set([
    ...spreads.flatMap(({ percent }) => Object.keys(percent)),
    ...answers.buckets.flatMap(({ good }) => Object.keys(good)),
  ])
  const bad = new Set(
    answers.buckets.flatMap((bucket) => Object.keys(bucket.bad)).map((one) => badColourOf(palette, one)),
  )
  const shown = releases.filter((release) => seen.has(release))
  return html`<ul class="legend">
    ${shown.map((release) => html`<li><span class="swatch ${colourOf(palette, release)}"></span>${release}</li>`)}
    ${[...bad].toSorted().map((name) => html`<li><span class="swatch ${name}"></span>${name === 'bad' ? 'failed' : 'failed on purpose'}</li>`)}
  </ul>`
}
