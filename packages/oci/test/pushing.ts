import type { Clock } from '@slipway/control-loop'
import { slowness } from '@slipway/local-cloud'
import { onTestFinished } from 'vitest'
import {
  connectRegistry,
  pushImage,
  readImage,
  type Pushed,
  type Registry,
  type RegistryOptions,
} from '../src/index.ts'
import { openStored } from './stored.ts'
import type { Fault, TestRegistry } from './registry-server.ts'

/** How long the waits between attempts would have been. */
export const waits: number[] = []
/** Backoff takes no time here. */
export const patient: Clock = { now: () => 0, sleep: async (ms) => void waits.push(ms) }

export interface ConnectOptions extends Partial<Omit<RegistryOptions, 'login'>> {
  readonly login?: () => Promise<string>
}

/** A hundred milliseconds, or as many more as this machine is slower than usual. */
export const tick = Math.round(100 * (await slowness()))
/** Long for a server that is well, and short for a test that waits for its end. */
export const idle = 3 * tick

/** The repository `app`, over four connections that are given up after `idle` without a byte. */
export function connect(server: Pick<TestRegistry, 'url'>, options: ConnectOptions = {}): Registry {
  const { login = async () => 'good', ...others } = options
  const registry = connectRegistry({
    repository: 'app',
    login: async () => ({ endpoint: server.url, token: await login() }),
    clock: patient,
    signal: new AbortController().signal,
    connections: 4,
    idle,
    ...others,
  })
  onTestFinished(() => registry.close())
  return registry
}

export async function push(source: string, registry: Registry, lines: string[] = []): Promise<Pushed> {
  const layout = await openStored(source)
  return pushImage(await readImage(layout), layout, registry, { connections: 4, say: (line) => void lines.push(line) })
}

/** A fault for the first requests that match, then none. */
export function first(
  count: number,
  matches: (method: string, path: string) => boolean,
  fault: Fault,
): TestRegistry['fault'] {
  let left = count
  return ({ method, path }) => (matches(method, path) && left-- > 0 ? fault : undefined)
}

export const isBlobPut = (method: string, path: string): boolean => method === 'PUT' && path.includes('/blobs/')
export const isManifestPut = (method: string, path: string): boolean => method === 'PUT' && path.includes('/manifests/')
