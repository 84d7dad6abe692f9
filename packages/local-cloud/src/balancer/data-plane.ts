import type { Listener } from '../elb/state.ts'
import type { Ground } from '../ground.ts'
import { serveListener, type ListenerServer } from './listener-server.ts'
import { servedLog, type ServedLog } from './served.ts'

/** The servers that carry traffic: one a listener. */
export interface DataPlane {
  /** What went through, for the metrics. */
  readonly served: ServedLog
  open(listener: Listener): Promise<void>
  close(listenerArn: string): Promise<void>
  /** Where a listener really listens; undefined where there is no such listener. */
  url(listenerArn: string): string | undefined
  stop(): Promise<void>
}

export function createDataPlane(ground: Ground): DataPlane {
  const servers = new Map<string, ListenerServer>()
  const served = servedLog()
  return {
    served,
    async open(listener) {
      servers.set(listener.arn, await serveListener(ground.world(), served, listener))
    },
    async close(listenerArn) {
      const server = servers.get(listenerArn)
      servers.delete(listenerArn)
      await server?.close()
    },
    url: (listenerArn) => servers.get(listenerArn)?.url,
    async stop() {
      await Promise.all([...servers.values()].map((server) => server.close()))
      servers.clear()
    },
  }
}
