import { promisedRate } from '../../evidence/claim.ts'
import { html, type Markup } from '../markup.ts'
import type { Answers, Bucket } from '../model.ts'
import { badColourOf, colourOf, type Palette } from './colour.ts'
import type { Plot } from './plot.ts'

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, one) => total + one, 0)

/** The largest number of requests in one span. */
function peak(buckets: readonly Bucket[]): number {
  return Math.max(1, ...buckets.map(({ good, bad }) => sum(good) + sum(bad)))
}

/** Answers per second as columns: by release, and what failed on top, hatched. */
export function answers(
  plot: Plot,
  y: number,
  height: number,
  { bucketMs, buckets }: Answers,
  palette: Palette,
): Markup {
  const most = peak(buckets)
  const goal = y + height - (height / most) * ((promisedRate * bucketMs) / 1000)
  const columns = buckets.map((bucket) => column(plot, y, height / most, height, bucket, bucketMs, palette))
  return html`${columns}
    <text class="tick" x="${plot.width - 4}" y="${y - 3}" text-anchor="end">dotted: ${promisedRate} a second</text>
    <line class="goal" x1="${plot.left}" x2="${plot.width}" y1="${goal}" y2="${goal}" />
    <line class="floor" x1="${plot.left}" x2="${plot.width}" y1="${y + height}" y2="${y + height}" />`
}

function column(
  plot: Plot,
  y: number,
  scale: number,
  height: number,
  { atMs, good, bad }: Bucket,
  bucketMs: number,
  palette: Palette,
): Markup {
  const x = plot.x(atMs)
  const width = Math.max(plot.x(atMs + bucketMs) - x - (plot.narrow ? 0.5 : 1.5), 0.75)
  let floor = y + height
  const part = (className: string, amount: number, title: string): Markup => {
    floor -= amount * scale
    return html`<rect class="${className}" x="${x}" y="${floor}" width="${width}" height="${amount * scale}">
      <title>${title}</title>
    </rect>`
  }
  const second = (atMs / 1000).toFixed(1)
  const parts = [
    ...Object.entries(good).map(([release, amount]) =>
      part(`answer ${colourOf(palette, release)}`, amount, `${amount} good answers of ${release} at ${second} s`),
    ),
    ...Object.entries(bad).map(([release, amount]) =>
      part(`answer ${badColourOf(palette, release)}`, amount, badTitle(release, amount, second)),
    ),
  ]
  return html`${parts}`
}

function badTitle(release: string, amount: number, second: string): string {
  return release === 'lost'
    ? `${amount} requests without an answer at ${second} s`
    : `${amount} bad answers of ${release} at ${second} s`
}
