import { expect } from 'vitest'
import type { Story } from '../story.ts'
import { findings } from './findings.ts'

const given = ['v1.0.0']

/** Indexes of two platforms with their attestations. */
export const indexes: readonly Story[] = [
  {
    name: 'an index whose platforms are clean gets its tag, and only the index',
    image: 'index',
    verdict: 'pass',
    reason: 'clean',
    tags: given,
    after: async (_, { stage, repository, image }) => {
      expect(await stage.reader.tags(repository)).toEqual({ 'v1.0.0': image.digest })
      const looked = new Set(
        stage.cloud.timeline.events.flatMap((event) =>
          event.kind === 'call' && event.repository === repository && event.operation === 'StartImageScan' ? [1] : [],
        ),
      )
      expect(looked.size).toBe(0)
    },
  },
  {
    name: 'one vulnerable platform fails the whole index and is named',
    image: 'index',
    scan: { 'linux/arm64': [{ status: 'COMPLETE', findings: findings(1, 'CRITICAL') }] },
    verdict: 'fail',
    reason: 'findings',
    tags: [],
    after: (run) => expect(run.summary).toContain('linux/arm64'),
  },
  {
    name: 'the same finding on both platforms counts on each',
    image: 'index',
    scan: [{ status: 'COMPLETE', findings: findings(2, 'HIGH') }],
    inputs: { 'fail-on': 'high' },
    verdict: 'fail',
    reason: 'findings',
    says: /4 high/,
    tags: [],
  },
  {
    name: 'one platform that never has a record keeps the index from passing',
    image: 'index',
    scan: { 'linux/amd64': [{ error: 'ScanNotFoundException' }] },
    inputs: { 'scan-timeout': '1s' },
    verdict: 'inconclusive',
    reason: 'scan-timeout',
    says: /linux\/amd64/,
    tags: [],
  },
  {
    name: 'one platform settles late',
    image: 'index',
    scan: {
      'linux/amd64': [
        { status: 'IN_PROGRESS', observations: 12 },
        { status: 'COMPLETE', findings: findings(1, 'CRITICAL') },
      ],
    },
    verdict: 'fail',
    reason: 'findings',
    tags: [],
  },
  {
    name: 'one platform that no scanner reads',
    image: 'index',
    scan: { 'linux/arm64': [{ status: 'UNSUPPORTED_IMAGE' }] },
    verdict: 'fail',
    reason: 'unscannable',
    says: /linux\/arm64/,
    tags: [],
  },
  {
    name: 'a report of one platform is no verdict on the other',
    image: 'index',
    before: async (scene) => {
      const Metadata = { ImageConfig: { os: 'linux', architecture: 'amd64' } }
      const Results = [{ Target: 'debian 12', Class: 'os-pkgs' }]
      const report = { SchemaVersion: 2, ArtifactName: 'image.tar', Metadata, Results }
      return { scanner: 'none', reports: `trivy:${await scene.write('amd64.json', JSON.stringify(report))}` }
    },
    verdict: 'fail',
    reason: 'unscannable',
    says: /no report is about linux\/arm64/,
    tags: [],
  },
]
