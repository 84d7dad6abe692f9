import { createHash } from 'node:crypto'
import type { Log } from '@slipway/action-io'
import type {
  EcrPort,
  EcrRepository,
  EcrScanConfiguration,
  ReportedFinding,
  ScanAnswer,
  StartScanOutcome,
} from '@slipway/aws/ecr'
import type { Layout, Registry } from '@slipway/oci'
import type { PushInputs } from '../src/inputs.ts'
import type { Ports } from '../src/ports.ts'

/** ECR, its registry and time in memory. What a test wants otherwise, it sets. */
export interface MemoryCloud {
  readonly ports: Ports
  /** Digests that have been put. */
  readonly manifests: Set<string>
  readonly blobs: Set<string>
  readonly tags: Map<string, string>
  /** Every write, in order: `blob …`, `manifest …`, `scan …`, `tag v1 …`. */
  readonly writes: string[]
  readonly lines: string[]
  readonly masked: string[]
  repository: EcrRepository | undefined
  scanning: EcrScanConfiguration
  /** What a look at a scan shows, `at` milliseconds after the push; may throw. */
  scan: (digest: string, at: number) => ScanAnswer
  start: () => StartScanOutcome
  /** Called before every write; may abort or throw. */
  onWrite: (write: string) => void
  now: number
}

export const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/app'

export function memoryCloud(layout: Layout): MemoryCloud {
  const cloud: MemoryCloud = {
    manifests: new Set(),
    blobs: new Set(),
    tags: new Map(),
    writes: [],
    lines: [],
    masked: [],
    repository: { name: 'shop/app', uri, tagMutability: 'MUTABLE', exclusionFilters: [] },
    scanning: { scanType: 'BASIC', scanOnPush: true, scanFrequency: 'SCAN_ON_PUSH' },
    scan: (_, at) => (at < 2000 ? { kind: 'missing', what: 'scan' } : complete([])),
    start: () => 'started',
    onWrite: () => undefined,
    now: 1_000_000,
    ports: undefined as unknown as Ports,
  }
  const startedAt = cloud.now
  const write = (line: string): void => {
    cloud.onWrite(line)
    cloud.writes.push(line)
  }
  const ecr: EcrPort = {
    login: async () => ({ endpoint: 'https://registry', token: Buffer.from('AWS:hunter2').toString('base64') }),
    repository: async () => cloud.repository,
    createRepository: async () => undefined,
    creationTemplate: async () => undefined,
    lifecyclePolicy: async () => undefined,
    putLifecyclePolicy: async () => undefined,
    image: async () => undefined,
    manifest: async () => undefined,
    blobsThere: async () => cloud.blobs,
    referrers: async () => [],
    untag: async () => 'not-there',
    accountSetting: async () => undefined,
    digestOf: async (_, tag) => cloud.tags.get(tag),
    scanConfiguration: async () => cloud.scanning,
    async startScan(_, digest) {
      write(`scan ${digest}`)
      return cloud.start()
    },
    scan: async (_, digest) => cloud.scan(digest, cloud.now - startedAt),
    async putImage({ tag, digest, manifest }) {
      if (`sha256:${createHash('sha256').update(manifest).digest('hex')}` !== digest) throw new Error('other bytes')
      if (!cloud.manifests.has(digest)) throw new Error(`${digest} is not there`)
      if (cloud.tags.get(tag) === digest) return 'already-there'
      if (cloud.tags.has(tag) && cloud.repository?.tagMutability === 'IMMUTABLE') return 'tag-taken'
      write(`tag ${tag} ${digest}`)
      cloud.tags.set(tag, digest)
      return 'tagged'
    },
  }
  const ports: Ports = {
    ecr,
    sts: {
      whoAmI: async () => ({
        accountId: '123456789012',
        arn: 'arn:aws:sts::123456789012:assumed-role/ci/x',
        region: 'eu-west-1',
      }),
    },
    clock: {
      now: () => cloud.now,
      async sleep(ms, signal) {
        if (!signal?.aborted) cloud.now += ms
      },
    },
    log: logInto(cloud.lines),
    mask: (secret) => cloud.masked.push(secret),
    open: async () => layout,
    connect: ({ login }) => registryOf(cloud, login, write),
  }
  return Object.assign(cloud, { ports })
}

function registryOf(cloud: MemoryCloud, login: () => Promise<unknown>, write: (line: string) => void): Registry {
  return {
    hasManifest: async (digest) => cloud.manifests.has(digest),
    blobsThere: async (digests) => new Set(digests.filter((digest) => cloud.blobs.has(digest))),
    async putBlob({ digest }) {
      await login()
      write(`blob ${digest}`)
      cloud.blobs.add(digest)
      return 'pushed'
    },
    async putManifest({ descriptor: { digest }, blobs }) {
      if (!blobs.every((blob) => cloud.blobs.has(blob.digest))) throw new Error('blobs are missing')
      write(`manifest ${digest}`)
      cloud.manifests.add(digest)
    },
    close: () => undefined,
  }
}

export function complete(findings: readonly ReportedFinding[]): ScanAnswer {
  return { kind: 'scan', status: 'COMPLETE', description: '', findings, completedAt: 1 }
}

export function finding(id: string, severity: string): ReportedFinding {
  return { id, vulnerability: id, severity, packages: [{ name: 'openssl', version: '3.0.1', fixedIn: '3.0.2' }] }
}

export function inputsWith(more: Partial<PushInputs> = {}): PushInputs {
  return {
    source: { transport: 'oci-layout', path: 'out' },
    repository: 'shop/app',
    tags: ['latest', 'v1.4.0'],
    failOn: 'critical',
    scanTimeout: 600_000,
    scanInterval: 5000,
    settle: 15_000,
    quiet: 60_000,
    ...more,
  }
}

/** A layout whose files are in memory. */
export function memoryLayout(files: ReadonlyMap<string, Uint8Array>): Layout {
  return {
    name: 'oci-layout:memory',
    async open(path) {
      const bytes = files.get(path)
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

function logInto(lines: string[]): Log {
  return {
    info: (line) => void lines.push(line),
    warning: (line) => void lines.push(line),
    debug: () => undefined,
    group: (_, body) => body(),
  }
}
