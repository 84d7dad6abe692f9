import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptions } from './stories/exceptions.ts'
import { faults } from './stories/faults.ts'
import { indexes } from './stories/indexes.ts'
import { promotions } from './stories/promotion.ts'
import { modes, policies } from './stories/policy.ts'
import { basicScans, enhancedScans } from './stories/scans.ts'
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

const stages = new Map<string, Stage>()
let played = 0
const told = Object.values(chapters).flatMap(({ stories }) => stories).length

beforeAll(async () => {
  for (const scanning of ['basic', 'enhanced'] as const) stages.set(scanning, await openStage(scanning))
})

afterAll(async () => {
  for (const stage of stages.values()) await stage.close()
  process.stdout.write(`ecr-push stories: ${played} of ${told} played\n`)
})

it('at least forty stories are told', () => {
  expect(told).toBeGreaterThanOrEqual(40)
})

describe.each(Object.entries(chapters))('the ecr-push bundle: %s', (_, { scanning, stories }) => {
  it.concurrent.for(stories.map((story) => [story.name, story] as const))(
    '%s',
    { timeout: 60_000 },
    async ([, story]) => {
      const stage = stages.get(scanning)
      if (stage === undefined) throw new Error('no stage')
      expect(await play(story, stage)).toBe(story.name)
      played += 1
    },
  )
})
