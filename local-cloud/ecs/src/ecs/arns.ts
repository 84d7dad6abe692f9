import { randomBytes, randomInt } from 'node:crypto'
import type { EcsContext } from './context.ts'

type Place = Pick<EcsContext, 'region' | 'accountId'>

/** `arn:aws:ecs:REGION:ACCOUNT:KIND/…`, as https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html lists them. */
export function ecsArn({ region, accountId }: Place, kind: Kind, ...parts: readonly string[]): string {
  return `arn:aws:ecs:${region}:${accountId}:${kind}/${parts.join('/')}`
}

export type Kind =
  | 'capacity-provider'
  | 'cluster'
  | 'container'
  | 'service'
  | 'service-deployment'
  | 'service-revision'
  | 'task'
  | 'task-definition'

/** What a failure names: the ARN that was asked for, or the one that the name would have. */
export function askedArn(place: Place, kind: Kind, reference: string, ...parents: readonly string[]): string {
  return reference.startsWith('arn:') ? reference : ecsArn(place, kind, ...parents, reference)
}

/** The part after the last slash; a bare name is its own. */
export function lastPart(arnOrName: string): string {
  return arnOrName.slice(arnOrName.lastIndexOf('/') + 1)
}

/** 32 hexadecimal digits, as a task has. */
export function taskId(): string {
  return randomBytes(16).toString('hex')
}

/** 21 letters and digits, as a service deployment has. */
export function deploymentId(): string {
  return randomBytes(32).toString('base64url').replaceAll(/[-_]/g, '').padEnd(21, '0').slice(0, 21)
}

/** 19 digits, as a service revision and `ecs-svc/…` have. */
export function revisionId(): string {
  const digits = Array.from({ length: 18 }, () => randomInt(10)).join('')
  return `${randomInt(1, 10)}${digits}`
}
