import type { World } from '../world.ts'

/** Real loopback URL of a listener's data plane; throws for an unknown listener. */
export function listenerUrl(_world: World, listenerArn: string): string {
  throw new Error(`no listener ${listenerArn}`)
}
