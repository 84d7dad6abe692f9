import type { ReportedFinding } from '@slipway/aws/ecr'
import type { Layout } from '@slipway/oci'
import { plainImage, type Entry, type Files } from '@slipway/test-support/images/layouts'
import type { Limits, PushInputs } from '../src/inputs.ts'
import type { NewRepository } from '../src/inputs/push-inputs.ts'
import type { Result } from '../src/result.ts'
import { run } from '../src/run.ts'
import { memoryCloud } from './memory-cloud.ts'
import type { MemoryCloud } from './memory.ts'

/** The image that most tests release. */
const app = plainImage()
export const files: Files = app.files
export const root: Entry = app.root
/** A digest that nothing has. */
export const other = `sha256:${'0'.repeat(64)}`

export const critical: ReportedFinding = finding('CVE-2026-1', 'CRITICAL')
export const low: ReportedFinding = finding('CVE-2026-2', 'LOW')

export function finding(id: string, severity: string, name = 'openssl'): ReportedFinding {
  return { id, vulnerability: id, severity, packages: [{ name, version: '3.0.1', fixedIn: '3.0.2' }] }
}

export function cloudWith(setup: (cloud: MemoryCloud) => void = () => undefined, from: Files = files): MemoryCloud {
  const cloud = memoryCloud(memoryLayout(from))
  setup(cloud)
  return cloud
}

/** An image that is in the repository already, with these tags. */
export function putImage(cloud: MemoryCloud, from: Files, { digest, mediaType }: Entry, ...tags: string[]): void {
  for (const [path, bytes] of from) {
    const [, hex] = /^blobs\/sha256\/(.*)$/.exec(path) ?? []
    if (hex === undefined) continue
    cloud.blobs.set(`sha256:${hex}`, bytes)
    const text = bytes.toString()
    if (text.startsWith('{"schemaVersion"')) {
      const own = (JSON.parse(text) as { readonly mediaType: string }).mediaType
      cloud.manifests.set(`sha256:${hex}`, { mediaType: own, bytes, pushedAt: cloud.now })
    }
  }
  if (!cloud.manifests.has(digest)) throw new Error(`no ${mediaType} ${digest} among the files`)
  for (const tag of tags) cloud.tags.set(tag, digest)
}

/** An earlier release, so that its tags can be moved away from it. */
export function putRelease(cloud: MemoryCloud, name: string, ...tags: string[]): string {
  const image = plainImage(name)
  putImage(cloud, image.files, image.root, ...tags)
  return image.root.digest
}

export function go(
  cloud: MemoryCloud,
  more: InputChanges = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Result> {
  return run(inputsWith(more), cloud.ports, signal)
}

export type InputChanges = Partial<Omit<PushInputs, 'limits'>> & { readonly limits?: Partial<Limits> }

/** How a repository is made by default. */
export const create: NewRepository = {
  tagMutability: 'IMMUTABLE',
  exclusionFilters: [],
  encryption: undefined,
  scanOnPush: true,
  lifecyclePolicy: '',
}

export const limits: Limits = {
  failOn: 'critical',
  maxFindings: {},
  cvss: undefined,
  epss: undefined,
  kev: false,
  onlyFixable: false,
  layers: 'all',
}

export function inputsWith({ limits: limited, ...more }: InputChanges = {}): PushInputs {
  return {
    mode: 'release',
    source: { transport: 'oci-layout', path: 'out' },
    repository: 'shop/app',
    tags: ['latest', 'v1.4.0'],
    limits: { ...limits, ...limited },
    newOnly: undefined,
    baseImage: undefined,
    ignoreFile: '',
    reports: [],
    scanner: 'ecr',
    onUnscannable: 'fail',
    onInconclusive: 'fail',
    scanTimeout: 600_000,
    scanInterval: 5000,
    settle: 15_000,
    quiet: 60_000,
    stage: 'digest',
    mountFrom: [],
    connections: 4,
    attest: true,
    create: undefined,
    loginDocker: false,
    targets: [],
    sarifLocation: 'Dockerfile',
    temp: '/temp',
    toolVersion: 'v1',
    job: undefined,
    ...more,
  }
}

/** A layout whose files are in memory. */
export function memoryLayout(from: ReadonlyMap<string, Uint8Array>): Layout {
  return {
    name: 'oci-layout:memory',
    async open(path) {
      const bytes = from.get(path)
      if (bytes === undefined) return undefined
      return {
        size: bytes.length,
        async read(buffer, position) {
          const part = bytes.subarray(position, position + buffer.length)
          buffer.set(part)
          return part.length
        },
        close: async () => undefined,
      }
    },
    close: async () => undefined,
  }
}
