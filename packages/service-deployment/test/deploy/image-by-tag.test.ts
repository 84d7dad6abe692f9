import { Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { past, started, type Row } from './scenes.ts'
import { play, type Scenario } from './world.ts'

const byTag = { family: 'api', containerDefinitions: [{ name: 'api', image: 'registry.example/api:main' }] }
const byDigest = { family: 'api', containerDefinitions: [{ name: 'api', image: 'registry.example/api@sha256:2' }] }
const tagged: Scenario = {
  definitions: { 'td/api:1': byTag },
  service: { taskDefinition: 'td/api:1' },
  inputs: { image: 'registry.example/api:main' },
  tags: { 'api:main': 'sha256:2' },
  past: [past('SUCCESSFUL', 'rev/1')],
  revisions: { 'rev/1': 'td/api:1' },
}
const tagUnderWay: Scenario = { ...tagged, past: [past('IN_PROGRESS', 'rev/1')] }

/** What a tag means now is what counts, whatever the task definition that runs has in it. */
const tags: readonly Row[] = [
  {
    name: 'what it means runs: unchanged',
    ...tagged,
    definitions: { 'td/api:1': byDigest },
    is: 'pass unchanged',
    writes: [],
  },
  {
    name: 'a definition with the tag runs what it means: unchanged',
    ...tagged,
    digests: { 'rev/1': 'sha256:2' },
    is: 'pass unchanged',
    writes: [],
  },
  {
    name: 'a definition with the tag runs what it meant before',
    ...tagged,
    digests: { 'rev/1': 'sha256:1' },
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'a definition with the tag, and ECS does not say what it became',
    ...tagged,
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'a definition with the tag runs what it means, but not all of its tasks',
    ...tagged,
    service: { taskDefinition: 'td/api:1', runningCount: 1 },
    digests: { 'rev/1': 'sha256:2' },
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'a definition with the tag runs what it means, but is deregistered',
    ...tagged,
    inactive: ['td/api:1'],
    digests: { 'rev/1': 'sha256:2' },
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'another definition runs the same image',
    ...tagged,
    definitions: { 'td/api:1': { ...byTag, cpu: '256' } },
    inputs: { image: 'registry.example/api:main', taskDefinition: 'td.json' },
    files: { 'td.json': JSON.stringify(byTag) },
    digests: { 'rev/1': 'sha256:2' },
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'what it means is under way: followed',
    ...tagUnderWay,
    digests: { 'rev/1': 'sha256:2' },
    is: 'pass deployed',
    writes: [],
  },
  {
    name: 'what it meant before is under way: waited for',
    ...tagUnderWay,
    digests: { 'rev/1': 'sha256:1' },
    succeedsAfter: 3,
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'ECS does not say what is under way: waited for',
    ...tagUnderWay,
    succeedsAfter: 3,
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'what it meant before is under way, and does not end',
    ...tagUnderWay,
    digests: { 'rev/1': 'sha256:1' },
    is: 'inconclusive timeout',
    writes: [],
  },
  {
    name: 'no tag is latest',
    ...tagged,
    inputs: { image: 'registry.example/api' },
    tags: { 'api:latest': 'sha256:2' },
    is: 'pass deployed',
    writes: started,
  },
]

describe('an image by tag', () => {
  it.for(tags)('$name', async ({ is, writes, ...scenario }) => {
    const { result, ecs, log } = await play(scenario)
    expect(`${result.judgement.verdict} ${result.judgement.reason}`).toBe(is)
    expect(ecs.writes).toEqual(writes)
    for (const { containerDefinitions } of ecs.registered)
      expect(containerDefinitions).toEqual([{ name: 'api', image: 'registry.example/api@sha256:2' }])
    expect(log).toContainEqual(expect.stringMatching(/^registry\.example\/api(:main)? means sha256:2 now/))
  })

  it('is looked up once, though it is waited', async () => {
    const { log } = await play({ ...tagUnderWay, digests: { 'rev/1': 'sha256:1' }, succeedsAfter: 5 })
    expect(log.filter((line) => line.startsWith('waiting for the end of sd/1'))).toHaveLength(1)
  })

  it('waited for: what AWS does not answer for a moment is asked again, and a refusal ends it', async () => {
    let lists = 0
    const failing = (code: string) => (call: string) => {
      if (call === 'ListServiceDeployments' && ++lists === 2) throw new Failure(code, `ecs:${call}`)
    }
    const waiting = { ...tagUnderWay, digests: { 'rev/1': 'sha256:1' }, succeedsAfter: 3 }
    const { result } = await play({ ...waiting, onCall: failing('AWS_THROTTLED') })
    expect(result.judgement.reason).toBe('deployed')
    lists = 1
    await expect(play({ ...waiting, onCall: failing('AWS_THROTTLED') })).rejects.toMatchObject({
      code: 'AWS_THROTTLED',
    })
    lists = 0
    const refused = play({ ...waiting, onCall: failing('AWS_ACCESS_DENIED') })
    await expect(refused).rejects.toMatchObject({ code: 'AWS_ACCESS_DENIED' })
  })

  it('waited for, and the job is cancelled: nothing is written', async () => {
    const abort = new AbortController()
    const onCall = (call: string): void => void (call === 'ListServiceDeployments' && abort.abort())
    const { result, ecs } = await play({ ...tagUnderWay, digests: { 'rev/1': 'sha256:1' }, abort, onCall })
    expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
    expect(ecs.writes).toEqual([])
  })

  it('a deployment of another definition is in the way, and not waited for', async () => {
    const definitions = { 'td/api:1': { ...byTag, cpu: '256' } }
    const inputs = { image: 'registry.example/api:main', taskDefinition: 'td.json' }
    const files = { 'td.json': JSON.stringify(byTag) }
    const failing = play({ ...tagUnderWay, definitions, inputs, files, frames: [{}] })
    await expect(failing).rejects.toMatchObject({ code: 'DEPLOYMENT_IN_FLIGHT' })
  })

  it('by digest, a deployment of the same definition with another image is in the way', async () => {
    const inputs = { image: 'registry.example/api@sha256:2' }
    const failing = play({ ...tagUnderWay, inputs, digests: { 'rev/1': 'sha256:1' }, frames: [{}] })
    await expect(failing).rejects.toMatchObject({ code: 'DEPLOYMENT_IN_FLIGHT' })
  })
})
