import type { DataPlane } from '../elb/state.ts'
import type { BalancerContext } from './context.ts'
import { serveListener, type ListenerServer } from './listener-server.ts'
import { servedLog } from '../elb/served.ts'

export function createDataPlane(context: BalancerContext): DataPlane {
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
      if (context.stopping.aborted) throw new Error(`the listener ${listener.arn} is not opened: the cloud stops`)
      const opening = serveListener(context, served, listener)
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
