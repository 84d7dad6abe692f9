import { invalid } from './errors.ts'
import type { Kind } from './arns.ts'
import type { EcsContext } from './context.ts'

type Place = Pick<EcsContext, 'region' | 'accountId'>

/**
 * The name in a reference, which is a bare name, taken whole, or an ARN; undefined for an ARN of another account or of another kind, as
 * nothing of the kind is here. An ARN of another region, or one that names another cluster than the request, is refused in
 * the words that users report of ECS (aws-cli#3175, docker/compose-cli#2086).
 */
export function nameIn(place: Place, kind: Kind, reference: string, cluster?: string): string | undefined {
  if (!reference.startsWith('arn:')) return reference
  const [, partition, service, region, account, ...rest] = reference.split(':')
  if (partition !== 'aws' || service !== 'ecs') return undefined
  if (region !== place.region) throw invalid('Invalid Region in ARN')
  const resource = rest.join(':')
  if (account !== place.accountId || !resource.startsWith(`${kind}/`)) return undefined
  const [of, name] = resource.slice(kind.length + 1).split('/')
  if (name === undefined) return of
  if (cluster !== undefined && of !== cluster) {
    throw invalid(`Invalid identifier: Identifier is for cluster ${of}. Your cluster is ${cluster}`)
  }
  return name
}
