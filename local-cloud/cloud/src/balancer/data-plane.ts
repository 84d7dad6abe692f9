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
  const servers = new Map<string, Promise<ListenerServer>>()
  const urls = new Map<string, string>()
  const served = servedLog()
  // One that is only just opening is closed as soon as it is open.
  const close = async (arn: string): Promise<void> => {
    const opening = servers.get(arn)
    servers.delete(arn)
    urls.delete(arn)
    const server = await opening?.catch(() => undefined)
    await server?.close()
  }
  return {
    served,
    async open(listener) {
      if (ground.stopping.aborted) throw new Error(`the listener ${listener.arn} is not opened: the cloud stops`)
      const opening = serveListener(ground.world(), served, listener)
      servers.set(listener.arn, opening)
      const { url } = await opening
      if (servers.get(listener.arn) === opening) urls.set(listener.arn, url)
    },
    close,
    url: (listenerArn) => urls.get(listenerArn),
    async stop() {
      await Promise.all([...servers.keys()].map(close))
    },
  }
}
