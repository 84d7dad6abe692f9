import type { EcsPort, ServiceRevision } from '@slipway/aws/ecs'
import { differences, isObject, repositoryOf, type JsonObject } from '@slipway/task-definition'
import type { DefinitionPlan } from './definition/plan.ts'
import { documentOf } from './definition/source.ts'

/** What is to be deployed: a definition, and in one of its containers an image by digest. */
export interface Release {
  readonly definition: DefinitionPlan
  /** `sha256:…` */
  readonly digest: string
}

/** How what a service revision runs compares with a release; `image-unknown`: ECS does not say yet what a tag became. */
export type Likeness = 'same' | 'other-image' | 'image-unknown' | 'other'

/**
 * Definitions are compared by what they mean. Where they differ in how an image of one repository is written alone, it
 * counts as ECS resolved it for this revision: a definition that names a tag runs what the tag meant then. The same digest
 * in another repository is another release, for the image may be deleted where it was.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerImage.html
 */
export async function likenessOf(
  ecs: EcsPort,
  { definition, digest }: Release,
  revision: ServiceRevision,
): Promise<Likeness> {
  if (definition.kind === 'reuse' && definition.arn === revision.taskDefinition) return 'same'
  const registered = await ecs.describeTaskDefinition(revision.taskDefinition)
  if (registered?.status !== 'ACTIVE') return 'other'
  const paths = differences(definition.document, documentOf(registered))
  if (paths.some((path) => path !== `containerDefinitions[${definition.container}].image`)) return 'other'
  if (paths.length === 0) return 'same'
  if (
    repositoryIn(definition.document, definition.container) !== repositoryIn(registered.document, definition.container)
  )
    return 'other'
  const resolved = revision.images.find(({ container }) => container === definition.container)?.digest
  if (resolved === undefined) return 'image-unknown'
  return resolved === digest ? 'same' : 'other-image'
}

function repositoryIn({ containerDefinitions: containers }: JsonObject, container: string): string {
  const { image } = (containers as readonly unknown[]).filter(isObject).find(({ name }) => name === container) ?? {}
  return typeof image === 'string' ? repositoryOf(image) : ''
}
