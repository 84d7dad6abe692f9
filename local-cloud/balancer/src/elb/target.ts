import type { TargetDescription } from '@aws-sdk/client-elastic-load-balancing-v2'
import { isIPv4 } from 'node:net'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { Target } from './balancing.ts'
import type { TargetGroup } from './state.ts'

/** A target as the API names it; without a port it is the target group's. Everything here is an address. */
export function readTarget({ port }: TargetGroup, { Id, Port }: TargetDescription): Target {
  if (Id === undefined || !isIPv4(Id) || !Id.startsWith('127.')) {
    throw new AwsError(
      'InvalidTarget',
      `Target '${Id}' is not a loopback address; the local cloud sends nothing elsewhere`,
    )
  }
  return { id: Id, port: Port ?? port }
}
