import { expect } from 'vitest'
import { putTag, type Story } from '../story.ts'

const immutable = { imageTagMutability: 'IMMUTABLE' } as const
const passes = { verdict: 'pass', reason: 'clean' } as const

/** Which tags are given, which stay, and in which order. */
export const promotions: readonly Story[] = [
  {
    name: 'an immutable tag on another digest stops it before anything is pushed',
    settings: immutable,
    before: async (scene) => void (await scene.tagAnother('v1.0.0')),
    verdict: 'fail',
    reason: 'tag-conflict',
    says: /v1\.0\.0 is immutable/,
    tags: [],
    after: async (_, { stage, repository, image }) => {
      expect(await stage.reader.manifest(repository, image.digest)).toBeUndefined()
    },
  },
  {
    name: 'an immutable tag that is on the digest already is a success, also the third time',
    settings: immutable,
    before: async (scene) => {
      expect((await scene.run()).conclusion).toBe('success')
      expect((await scene.run()).conclusion).toBe('success')
    },
    ...passes,
    tags: ['v1.0.0'],
  },
  {
    name: 'somebody else takes the immutable tag while the scan is waited for',
    settings: immutable,
    scan: [{ status: 'IN_PROGRESS', observations: 10 }, { status: 'COMPLETE' }],
    before: async (scene) => {
      const other = await scene.tagAnother('other')
      const { cloud } = scene.stage
      let taken = false
      cloud.watch({
        async before({ operation, repository }) {
          if (taken || repository !== scene.repository || operation !== 'DescribeImageScanFindings') return
          taken = true
          await putTag(scene, 'v1.0.0', other)
        },
      })
    },
    verdict: 'fail',
    reason: 'tag-conflict',
    tags: [],
  },
  {
    name: 'a mutable tag moves to the new image',
    inputs: { tags: 'stable' },
    before: async (scene) => void (await scene.tagAnother('stable')),
    ...passes,
    tags: ['stable'],
  },
  {
    name: 'floating tags are given with the release',
    inputs: { tags: 'latest\nv1\nv1.0.0\nv1.0' },
    ...passes,
    tags: ['latest', 'v1', 'v1.0', 'v1.0.0'],
    after: (_, { stage, repository }) => {
      const order = stage.cloud.timeline.events.flatMap((event) =>
        event.kind === 'tag' && event.repository === repository ? [event.tag] : [],
      )
      expect(order).toEqual(['v1.0.0', 'v1.0', 'v1', 'latest'])
    },
  },
  {
    name: 'floating tags never move backwards',
    inputs: { tags: 'v1.0.0,v1,latest' },
    before: async (scene) => void (await scene.tagAnother('v1.4.0', 'v1', 'v2.0.0', 'latest')),
    ...passes,
    tags: ['v1.0.0'],
  },
  {
    name: 'a floating tag of an older line moves on its own line',
    inputs: { tags: 'v1.5.0,v1,latest' },
    before: async (scene) => {
      await scene.tagAnother('v1.4.0', 'v1')
      await scene.tagAnother('v2.0.0', 'latest')
    },
    ...passes,
    tags: ['v1', 'v1.5.0'],
  },
  {
    name: 'immutable but for floating tags: the exclusion filter lets them move',
    settings: {
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filter: 'latest*', filterType: 'WILDCARD' }],
    },
    inputs: { tags: 'v1.1.0,latest' },
    before: async (scene) => void (await scene.tagAnother('v1.0.0', 'latest')),
    ...passes,
    tags: ['latest', 'v1.1.0'],
  },
  {
    name: 'the verdict is attached to the digest, without any tag of its own',
    ...passes,
    tags: ['v1.0.0'],
    after: async (run, { stage, repository, image }) => {
      const [referrer, ...others] = await stage.reader.referrers(repository, image.digest)
      expect(others).toEqual([])
      expect(referrer?.digest).toBe(run.outputs['verdict-digest'])
      expect(Object.keys(await stage.reader.tags(repository))).toEqual(['v1.0.0'])
      const manifest = (await stage.reader.manifest(repository, referrer?.digest ?? '')) as {
        subject: { digest: string }
        layers: readonly { digest: string }[]
      }
      expect(manifest.subject.digest).toBe(image.digest)
      const statement = JSON.parse((await stage.reader.blob(repository, manifest.layers[0]?.digest ?? '')).toString())
      expect(statement).toMatchObject({ _type: 'https://in-toto.io/Statement/v1' })
      expect(statement.subject[0].digest).toEqual({ sha256: image.digest.slice('sha256:'.length) })
    },
  },
  {
    name: 'a candidate tag is gone when the release tags are there',
    inputs: { stage: 'candidate-tag' },
    ...passes,
    tags: ['v1.0.0'],
    after: async (_, { stage, repository }) => {
      expect(Object.keys(await stage.reader.tags(repository))).toEqual(['v1.0.0'])
      const tags = stage.cloud.timeline.events.filter(
        (event) => event.kind === 'tag' && event.repository === repository && event.tag.startsWith('candidate-'),
      )
      expect(tags.length).toBeGreaterThan(0)
    },
  },
  {
    name: 'a candidate tag leaves nothing that looks released when the gate fails',
    inputs: { stage: 'candidate-tag' },
    scan: [{ status: 'COMPLETE', findings: [{ name: 'CVE-2026-1', severity: 'CRITICAL' }] }],
    verdict: 'fail',
    reason: 'findings',
    tags: [],
  },
  {
    name: 'what buildx pushed by digest is gated and promoted',
    before: async (scene) => {
      const { digest } = scene.image
      // Pushed, gated, and under a tag that is no release's.
      expect((await scene.run({ tags: 'built' })).conclusion).toBe('success')
      return { source: `registry:${scene.repository}@${digest}`, tags: 'v1.0.0' }
    },
    ...passes,
    tags: ['built', 'v1.0.0'],
    after: (run) => expect(run.outputs['pushed-bytes']).toBe('0'),
  },
  {
    name: 'a digest that is not there is refused',
    before: async ({ repository }) => ({ source: `registry:${repository}@sha256:${'0'.repeat(64)}` }),
    verdict: 'inconclusive',
    reason: 'SOURCE_UNREADABLE',
    says: /there is no image sha256:000/,
    tags: [],
  },
]
