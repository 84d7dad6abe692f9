import { describe, expect, it } from 'vitest'
import {
  addImage,
  addIndex,
  asAttestation,
  noise,
  sha256,
  setRoots,
  types,
  type Entry,
  type Files,
} from '@slipway/test-support/images/layouts'
import { report } from '../src/report.ts'
import { complete } from './memory-cloud.ts'
import { cloudWith, critical, files, finding, go, low, other, putImage, putRelease, root } from './scene.ts'

const latest = { kind: 'tag', tag: 'latest' } as const

describe('new-only', () => {
  it('spares what the image in use has already, and refuses what is new', async () => {
    const cloud = cloudWith()
    const before = putRelease(cloud, 'before', 'v1.3.0', 'latest')
    cloud.scan = (digest) => complete(digest === before ? [critical] : [critical, finding('CVE-2026-9', 'CRITICAL')])
    const result = await go(cloud, { newOnly: latest })
    expect(result).toMatchObject({ verdict: 'fail', reason: 'findings' })
    expect(result.gate?.breaking.map(({ vulnerability }) => vulnerability)).toEqual(['CVE-2026-9'])
    expect(report(result).summary).toMatch(/#### Spared[^]*CVE-2026-1/)
    cloud.scan = () => complete([critical])
    expect(await go(cloud, { newOnly: latest })).toMatchObject({ verdict: 'pass' })
  })

  it('does not compare an image with itself, which would spare everything', async () => {
    const cloud = cloudWith((one) => (one.scan = () => complete([critical])))
    cloud.scanning = { scanType: 'ENHANCED', scanOnPush: false, scanFrequency: 'CONTINUOUS_SCAN' }
    putImage(cloud, files, root, 'latest')
    const pushed = { transport: 'registry', repository: 'shop/app', digest: root.digest } as const
    const result = await go(cloud, { source: pushed, tags: ['v1.4.0'], newOnly: latest })
    expect(result).toMatchObject({ verdict: 'fail', reason: 'findings', tags: [] })
    expect(result.notes).toEqual([
      expect.stringMatching(/^new-only: tag:latest is this image itself, .* every finding counts$/),
    ])
    const rechecked = { mode: 'recheck', source: undefined, tags: [], targets: [latest], newOnly: latest } as const
    expect(await go(cloud, rechecked)).toMatchObject({ verdict: 'fail', reason: 'findings' })
  })

  it('lets a release that was accepted within a day be finished, though the tag is on it by then', async () => {
    const cloud = cloudWith()
    putRelease(cloud, 'before', 'v1')
    cloud.scan = () => complete([critical])
    const v1 = { kind: 'tag', tag: 'v1' } as const
    const more = { newOnly: v1, tags: ['v1.4.0', 'v1', 'latest'] }
    cloud.onWrite = (line) => {
      if (line.startsWith('tag latest')) throw new Error('the runner is gone')
    }
    expect(await go(cloud, more)).toMatchObject({ accepted: false, tags: ['v1.4.0', 'v1'] })
    cloud.onWrite = () => undefined
    expect(await go(cloud, more)).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'v1', 'latest'] })
    cloud.now += 25 * 3_600_000
    expect(await go(cloud, more)).toMatchObject({ verdict: 'fail', reason: 'findings' })
  })

  it('counts everything where there is nothing to compare with, and says so', async () => {
    const cloud = cloudWith((one) => (one.scan = () => complete([critical])))
    const { verdict, notes } = await go(cloud, { newOnly: latest })
    expect([verdict, notes]).toEqual(['fail', ['new-only: there is no tag:latest yet, so every finding counts']])
  })

  it('compares a platform whose old findings cannot be read with no other one', async () => {
    const platform = (architecture: string) => ({ platform: { os: 'linux', architecture } })
    const index = (seed: number): Files => {
      const two: Files = new Map()
      const parts = ['amd64', 'arm64'].map((one) => ({ ...addImage(two, one, [noise(900, seed)]), ...platform(one) }))
      return setRoots(two, [addIndex(two, parts)])
    }
    const rootOf = (from: Files): Entry =>
      (JSON.parse(String(from.get('index.json'))) as { readonly manifests: [Entry] }).manifests[0]
    const before = index(1)
    const oldArm = addImage(before, 'arm64', [noise(900, 1)]).digest
    const cloud = cloudWith((one) => putImage(one, before, rootOf(before), 'latest'), index(2))
    cloud.scan = (digest) => (digest === oldArm ? { kind: 'missing', what: 'scan' } : complete([critical]))
    const result = await go(cloud, { newOnly: latest, tags: ['v2'] })
    expect(result).toMatchObject({ verdict: 'fail', reason: 'findings', tags: [] })
    expect(result.gate?.breaking.map(({ subject }) => subject.platform)).toEqual(['linux/arm64'])
    expect(result.gate?.spared.map(({ finding }) => finding.subject.platform)).toEqual(['linux/amd64'])
  })

  it('counts everything where the old image has no findings to compare with', async () => {
    const cloud = cloudWith()
    const before = putRelease(cloud, 'before', 'latest')
    cloud.scan = (digest) =>
      digest === before
        ? { kind: 'scan', status: 'SCAN_ELIGIBILITY_EXPIRED', description: '', findings: [] }
        : complete([critical])
    const { verdict, notes } = await go(cloud, { newOnly: latest })
    expect([verdict, notes[0]]).toEqual(['fail', expect.stringContaining('SCAN_ELIGIBILITY_EXPIRED')])
  })
})

describe('layers: own', () => {
  const base: Files = new Map()
  const baseImage = addImage(base, 'base', [noise(900, 3)])
  const app: Files = new Map()
  const image = addImage(app, 'app', [noise(900, 3), noise(700, 4)])
  const layer = (seed: number, size: number): string => sha256(noise(size, seed))
  const inLayer = (id: string, digest: string) => {
    const { packages, ...rest } = finding(id, 'CRITICAL')
    return { ...rest, packages: packages.map((one) => ({ ...one, layer: digest })) }
  }
  const own = { limits: { layers: 'own' } } as const
  const named = { ...own, baseImage: { repository: 'base/node', reference: { tag: '24' } } } as const

  function built(...findings: readonly ReturnType<typeof inLayer>[]) {
    return cloudWith(
      (cloud) => {
        putImage(cloud, base, baseImage, '24')
        cloud.scan = () => complete(findings)
      },
      setRoots(app, [image]),
    )
  }

  it('spares what only the base image brings', async () => {
    const cloud = built(inLayer('CVE-2026-5', layer(3, 900)))
    expect(await go(cloud, named)).toMatchObject({
      verdict: 'pass',
      gate: { spared: [{ finding: { vulnerability: 'CVE-2026-5' } }] },
    })
    expect(cloud.lines).toContainEqual(expect.stringMatching(/^1 of 2 layers come from base\/node:24/))
  })

  it('refuses what a layer of its own brings', async () => {
    expect(await go(built(inLayer('CVE-2026-5', layer(4, 700))), named)).toMatchObject({ reason: 'findings' })
  })

  it.for<[string, Parameters<typeof go>[1], RegExp]>([
    ['nothing names the base image', own, /no annotations org\.opencontainers\.image\.base\.name/],
    [
      'it is not there',
      { ...own, baseImage: { repository: 'base/node', reference: { tag: '99' } } },
      /no base image base\/node:99/,
    ],
    [
      'it is in another registry',
      { ...own, baseImage: { host: 'docker.io', repository: 'library/node', reference: { tag: '24' } } },
      /the base image is in docker\.io/,
    ],
    [
      'it is another one',
      { ...own, baseImage: { repository: 'x', reference: { tag: 'v1' } } },
      /shares no layer with x:v1/,
    ],
    [
      'it is the image itself',
      { ...own, baseImage: { repository: 'x', reference: { tag: 'same' } } },
      /every layer of the image comes from x:same/,
    ],
  ])('is refused, before anything is pushed, when %s', async ([, more, message]) => {
    const cloud = built()
    putImage(cloud, files, root, 'v1')
    putImage(cloud, app, image, 'same')
    expect(await go(cloud, more)).toMatchObject({ reason: 'BASE_UNKNOWN', message })
    expect(cloud.writes).toEqual([])
  })
})

it('layers: own does not take what holds no files for layers of its own', async () => {
  const index: Files = new Map()
  const image = addImage(index, 'app', [noise(900, 3)])
  const statement = addImage(index, 'statement', [Buffer.from('{}')], types.statement)
  const whole = addIndex(index, [image, asAttestation(statement, image)])
  const cloud = cloudWith((cloud) => putImage(cloud, index, image, 'same'), setRoots(index, [whole]))
  const baseImage = { repository: 'x', reference: { tag: 'same' } }
  const result = await go(cloud, { limits: { layers: 'own' }, baseImage })
  expect(result).toMatchObject({ reason: 'BASE_UNKNOWN', message: expect.stringContaining('every layer of the image') })
})

describe('the ignore file', () => {
  it('ignores what somebody answers for, and tells of what is of no use', async () => {
    const cloud = cloudWith((one) => {
      one.scan = () => complete([critical])
      one.files.set(
        'ignore.yml',
        '- id: CVE-2026-1\n  reason: not reachable\n  owner: ana\n- id: CVE-2020-1\n  reason: gone\n',
      )
    })
    const result = await go(cloud, { ignoreFile: 'ignore.yml' })
    expect(result).toMatchObject({ verdict: 'pass', gate: { ignored: [{ ignore: { owner: 'ana' } }] } })
    expect(report(result).annotations).toMatchObject([{ level: 'warning', message: /CVE-2020-1/ }])
  })
})

describe('an ignore for one platform', () => {
  it('does not hold on another one that is the same image', async () => {
    const two: Files = new Map()
    const shared = addImage(two, 'shared', [noise(900)])
    const on = (architecture: string): Entry => ({ ...shared, platform: { os: 'linux', architecture } })
    const cloud = cloudWith(
      (one) => {
        one.scan = () => complete([critical])
        one.files.set('ignore.yml', '- id: CVE-2026-1\n  platform: linux/arm64\n  reason: not reachable\n')
      },
      setRoots(two, [addIndex(two, [on('arm64'), on('amd64')])]),
    )
    const result = await go(cloud, { ignoreFile: 'ignore.yml' })
    expect(result).toMatchObject({ verdict: 'fail', reason: 'findings', tags: [] })
    expect(result.gate?.breaking.map(({ subject }) => subject.platform)).toEqual(['linux/amd64'])
  })
})

describe('reports of other scanners', () => {
  const trivy = (digest: string, severity: string): string =>
    JSON.stringify({
      SchemaVersion: 2,
      ArtifactName: 'app',
      ArtifactType: 'container_image',
      Metadata: { RepoDigests: [`shop/app@${digest}`] },
      Results: [
        {
          Target: 'node',
          Class: 'lang-pkgs',
          Type: 'node-pkg',
          Vulnerabilities: [
            { VulnerabilityID: 'CVE-2026-8', PkgName: 'left-pad', InstalledVersion: '1.0.0', Severity: severity },
          ],
        },
      ],
    })
  const reports = [{ kind: 'trivy', file: 'trivy.json' }] as const

  it("are judged together with ECR's findings", async () => {
    const cloud = cloudWith((one) => {
      one.scan = () => complete([low])
      one.files.set('trivy.json', trivy(root.digest, 'CRITICAL'))
    })
    const result = await go(cloud, { reports })
    expect(result).toMatchObject({ reason: 'findings', gate: { counts: { critical: 1, low: 1 } } })
    expect(result.gate?.breaking[0]).toMatchObject({ vulnerability: 'CVE-2026-8', source: 'trivy' })
  })

  it('are all there is with scanner: none, and ECR is not asked', async () => {
    const cloud = cloudWith((one) => one.files.set('trivy.json', trivy(root.digest, 'LOW')))
    expect(await go(cloud, { reports, scanner: 'none' })).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'latest'] })
    expect(cloud.calls).not.toContain('DescribeImageScanFindings')
    expect(cloud.calls).not.toContain('GetRegistryScanningConfiguration')
  })

  it('that name no image are told of where they are all there is', async () => {
    const sarif = { version: '2.1.0', runs: [{ tool: { driver: { name: 'Scanner' } }, results: [] }] }
    const cloud = cloudWith((one) => one.files.set('scan.sarif', JSON.stringify(sarif)))
    const named = [{ kind: 'sarif', file: 'scan.sarif' }] as const
    expect(await go(cloud, { reports: named, scanner: 'none' })).toMatchObject({
      verdict: 'pass',
      notes: ['scan.sarif names no image; it is taken to be about this one'],
    })
    expect(await go(cloud, { reports: named })).toMatchObject({ verdict: 'pass', notes: [] })
  })

  it('that looked at nothing are no verdict on it', async () => {
    const blind = JSON.stringify({ SchemaVersion: 2, ArtifactName: 'app', Results: [] })
    const cloud = cloudWith((one) => one.files.set('trivy.json', blind))
    const result = await go(cloud, { reports, scanner: 'none' })
    expect(result).toMatchObject({ verdict: 'fail', reason: 'unscannable', accepted: false, message: /trivy\.json/ })
    expect([...cloud.tags]).toEqual([])
  })

  it('are about the platform whose configuration they name, and no verdict on the other', async () => {
    const two: Files = new Map()
    const amd = { ...addImage(two, 'amd64', [noise(900)]), platform: { os: 'linux', architecture: 'amd64' } }
    const arm = { ...addImage(two, 'arm64', [noise(900)]), platform: { os: 'linux', architecture: 'arm64' } }
    const configOf = ({ digest }: typeof amd): string =>
      (
        JSON.parse(String(two.get(`blobs/sha256/${digest.slice(7)}`))) as {
          readonly config: { readonly digest: string }
        }
      ).config.digest
    const sarif = (...imageIDs: string[]): string =>
      JSON.stringify({
        version: '2.1.0',
        runs: imageIDs.map((imageID) => ({
          tool: { driver: { name: 'Trivy' } },
          results: [],
          properties: { imageID },
        })),
      })
    const cloud = cloudWith(() => undefined, setRoots(two, [addIndex(two, [amd, arm])]))
    cloud.files.set('amd.sarif', sarif(configOf(amd)))
    cloud.files.set('arm.sarif', sarif(configOf(arm)))
    const one = [{ kind: 'sarif', file: 'amd.sarif' }] as const
    const both = [...one, { kind: 'sarif', file: 'arm.sarif' }] as const
    expect(await go(cloud, { reports: one, scanner: 'none' })).toMatchObject({
      reason: 'unscannable',
      message: /no report is about linux\/arm64/,
      tags: [],
    })
    expect(await go(cloud, { reports: both, scanner: 'none' })).toMatchObject({ verdict: 'pass' })
  })

  it.for<[string, string | undefined, string]>([
    ['that are about another image', trivy(other, 'LOW'), 'REPORT_FOREIGN'],
    ['that cannot be read', '{', 'REPORT_INVALID'],
    ['that are not there', undefined, 'FILE_UNREADABLE'],
  ])('%s are refused before anything is pushed', async ([, text, reason]) => {
    const cloud = cloudWith((one) => text !== undefined && one.files.set('trivy.json', text))
    expect(await go(cloud, { reports })).toMatchObject({ reason, accepted: false })
    expect(cloud.writes).toEqual([])
  })
})

describe('the files for later steps', () => {
  it('hold every finding, as JSON and as SARIF', async () => {
    const cloud = cloudWith((one) => (one.scan = () => complete([critical, low])))
    expect(await go(cloud)).toMatchObject({ files: { findings: '/temp/findings.json', sarif: '/temp/findings.sarif' } })
    const { findings, verdict } = JSON.parse(cloud.files.get('findings.json') ?? '') as Record<string, unknown[]>
    expect([verdict, findings?.length]).toEqual(['fail', 2])
    expect(JSON.parse(cloud.files.get('findings.sarif') ?? '')).toMatchObject({ version: '2.1.0' })
  })

  it('that cannot be written change no verdict', async () => {
    const cloud = cloudWith()
    cloud.ports.files.write = async () => {
      throw new Error('no space left on device')
    }
    expect(await go(cloud)).toMatchObject({ verdict: 'pass', files: { findings: '', sarif: '' } })
    expect(cloud.lines).toContain('warning: the findings could not be written: no space left on device')
  })
})
