import type { ElbContext } from './context.ts'

/** Real loopback URL of a listener's data plane; throws for an unknown listener. */
export function listenerUrl({ elb }: ElbContext, listenerArn: string): string {
  const url = elb.plane.url(listenerArn)
  if (url === undefined) throw new Error(`no listener ${listenerArn}`)
  return url
}
