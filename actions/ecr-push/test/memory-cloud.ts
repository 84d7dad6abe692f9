import type { Log } from '@slipway/outcome'
import type { ScanAnswer } from '@slipway/aws/ecr'
import type { Layout } from '@slipway/oci'
import type { Ports } from '../src/ports.ts'
import { memoryEcr } from './memory-ecr.ts'
import { memoryRegistry } from './memory-registry.ts'
import { repositoryOf, type Memory, type MemoryCloud } from './memory.ts'

export function memoryCloud(layout: Layout): MemoryCloud {
  const startedAt = 1_000_000
  const cloud: Memory = {
    ...{ manifests: new Map(), blobs: new Map(), tags: new Map(), files: new Map() },
    ...{ referrers: [], writes: [], calls: [], lines: [], masked: [], logins: [], running: [] },
    repository: repositoryOf(),
    template: undefined,
    templatePrefix: 'shop',
    scanning: { scanType: 'BASIC', scanOnPush: true, scanFrequency: 'SCAN_ON_PUSH' },
    policy: undefined,
    scan: (_, at) => (at < 2000 ? { kind: 'missing', what: 'scan' } : complete([])),
    coverage: () => undefined,
    start: () => 'started',
    onWrite: () => undefined,
    onCall: () => undefined,
    startedAt,
    now: startedAt,
    write(line) {
      cloud.onWrite(line)
      cloud.writes.push(line)
    },
    call(name) {
      cloud.calls.push(name)
      cloud.onCall(name)
    },
    ports: undefined as unknown as Ports,
  }
  return Object.assign(cloud, { ports: portsOf(cloud, layout) })
}

function portsOf(cloud: Memory, layout: Layout): Ports {
  return {
    ecr: memoryEcr(cloud),
    sts: {
      whoAmI: async () => ({
        accountId: '123456789012',
        arn: 'arn:aws:sts::123456789012:assumed-role/ci/x',
        region: 'eu-west-1',
      }),
    },
    inspector: {
      async coverage(_, digest) {
        cloud.call('ListCoverage')
        return cloud.coverage(digest, cloud.now - cloud.startedAt)
      },
      findings: async (_, digest) => {
        const answer = cloud.scan(digest, cloud.now - cloud.startedAt)
        return answer.kind === 'scan' ? answer.findings : []
      },
      knownExploited: async (arns) => new Set(arns.filter((arn) => arn.includes('KEV'))),
    },
    services: { running: async () => cloud.running },
    clock: {
      now: () => cloud.now,
      async sleep(ms, signal) {
        if (!signal?.aborted) cloud.now += ms
      },
    },
    log: logInto(cloud.lines),
    files: {
      temp: '/temp',
      async read(path) {
        const text = cloud.files.get(path)
        if (text === undefined) throw new Error(`ENOENT: no such file, open '${path}'`)
        return text
      },
      async write(name, text) {
        cloud.files.set(name, text)
        return `/temp/${name}`
      },
    },
    mask: (secret) => cloud.masked.push(secret),
    async loginDocker({ endpoint }) {
      cloud.logins.push(endpoint)
      return [`logged in to ${endpoint}`]
    },
    open: async () => layout,
    connect: ({ login }) => memoryRegistry(cloud, login),
  }
}

export function complete(
  findings: Extract<ScanAnswer, { kind: 'scan' }>['findings'],
  completedAt = 2_000_000,
): ScanAnswer {
  return { kind: 'scan', status: 'COMPLETE', description: '', findings, completedAt }
}

function logInto(lines: string[]): Log {
  return {
    info: (line) => void lines.push(line),
    warning: (line) => void lines.push(`warning: ${line}`),
    debug: () => undefined,
    group: (title, body) => {
      lines.push(`▸ ${title}`)
      return body()
    },
  }
}
