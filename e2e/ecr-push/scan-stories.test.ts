import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptions } from './stories/exceptions.ts'
import { faults } from './stories/faults.ts'
import { indexes } from './stories/indexes.ts'
import { promotions } from './stories/promotion.ts'
import { modes, policies } from './stories/policy.ts'
import { basicScans, enhancedScans } from './stories/scans.ts'
import { sampled } from '@slipway/test-support/sampling/sampling'
import { openStage, play, type Stage, type Story } from './story.ts'

const chapters: Readonly<Record<string, { scanning: 'basic' | 'enhanced'; stories: readonly Story[] }>> = {
  'basic scanning': { scanning: 'basic', stories: basicScans },
  'enhanced scanning': { scanning: 'enhanced', stories: enhancedScans },
  'rules on findings': { scanning: 'enhanced', stories: policies },
  'preflight and recheck': { scanning: 'enhanced', stories: modes },
  indexes: { scanning: 'basic', stories: indexes },
  promotion: { scanning: 'basic', stories: promotions },
  'every exception': { scanning: 'basic', stories: exceptions },
  'a bad day': { scanning: 'basic', stories: faults },
}

const told = Object.entries(chapters).flatMap(([chapter, { stories }]) => stories.map((story) => ({ chapter, story })))
const kind = ({ chapter, story: { verdict, reason } }: (typeof told)[number]): string =>
  `${chapter}: ${verdict} ${reason}`
const chosen = sampled(told, { what: 'stories of ecr-push', size: 30, kind }).map(({ story }) => story)
const stages = new Map<string, Stage>()

beforeAll(async () => {
  for (const scanning of ['basic', 'enhanced'] as const) stages.set(scanning, await openStage(scanning))
})

afterAll(async () => {
  for (const stage of stages.values()) await stage.close()
})

it('at least forty stories are told', () => {
  expect(told.length).toBeGreaterThanOrEqual(40)
})

describe.each(Object.entries(chapters))('the ecr-push bundle: %s', (_, { scanning, stories }) => {
  const played = stories.filter((story) => chosen.includes(story))
  it.concurrent.for(played.map((story) => [story.name, story] as const))('%s', async ([, story]) => {
    const stage = stages.get(scanning)
    if (stage === undefined) throw new Error('no stage')
    expect(await play(story, stage)).toBe(story.name)
  })
})
