import type { RegisteredDefinition } from '@slipway/aws/ecs'
import { differences, unfilled, unreadable, type JsonObject } from '@slipway/task-definition'
import { containerOf, putImage } from './put-image.ts'
import { documentOf, readSource, type DefinitionSource, type SourcePorts } from './source.ts'

/** Which task definition to run: one that is registered already, or a document to register first. */
export type DefinitionPlan = {
  /** What is wanted, with the image in it. */
  readonly document: JsonObject
  /** The container that got the image. */
  readonly container: string
  readonly because: string
} & ({ readonly kind: 'reuse'; readonly arn: string } | { readonly kind: 'register' })

export interface WantedDefinition {
  readonly taskDefinition: string
  readonly container: string
  readonly image: string
}

/**
 * Reads the definition, puts the image in, and looks for an ACTIVE revision that already means the same: the one the
 * service names (a later one may be of a release that failed), the one that was given, the latest of the family.
 */
export async function planDefinition(
  wanted: WantedDefinition,
  running: string,
  ports: SourcePorts,
): Promise<DefinitionPlan> {
  const source = await readSource(wanted.taskDefinition, ports)
  const document = putImage(source.document, wanted.container, wanted.image)
  if (source.registered === undefined) requireFilled(document, wanted.taskDefinition)
  const container = containerOf(source.document, wanted.container)
  const family = String(document['family'])
  const latest = await ports.ecs.describeTaskDefinition(family)
  const named = running === latest?.arn ? latest : await ports.ecs.describeTaskDefinition(running)
  const same = [named, source.registered, latest].find((one) => isSame(document, one))
  if (same !== undefined)
    return {
      kind: 'reuse',
      arn: same.arn,
      document,
      container,
      because: `${same.arn} means the same; nothing to register`,
    }
  return { kind: 'register', document, container, because: whyRegister(source, document, latest) }
}

/** What AWS has registered is whole; a file may be a template, or leave images to be put in. */
function requireFilled(document: JsonObject, path: string): void {
  const [first, ...others] = unfilled(document)
  if (first === undefined) return
  const paths = [first, ...others].join(', ')
  const remedy = 'write the values, or render the template in a step before; this step puts in one image only'
  throw unreadable(path, `${paths} still ${others.length === 0 ? 'holds' : 'hold'} a placeholder, or nothing`, remedy)
}

function isSame(document: JsonObject, candidate: RegisteredDefinition | undefined): boolean {
  return candidate?.status === 'ACTIVE' && differences(document, documentOf(candidate)).length === 0
}

function whyRegister(source: DefinitionSource, document: JsonObject, latest: RegisteredDefinition | undefined): string {
  if (latest === undefined) return `${source.from}: the family ${String(document['family'])} has no revision yet`
  const paths = differences(document, documentOf(latest))
  return `${source.from} with the image differs from ${latest.arn} in ${paths.join(', ')}`
}
