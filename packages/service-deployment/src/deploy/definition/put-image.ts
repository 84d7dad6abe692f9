import { Failure } from '@slipway/outcome'
import { isObject, withImages, type JsonObject } from '@slipway/task-definition'
import type { DeployErrorCode } from '../error.ts'

/** The definition with `image` in the named container, or in the only one; everything else as it was. */
export function putImage(document: JsonObject, container: string, image: string): JsonObject {
  const containers = (document['containerDefinitions'] as readonly unknown[]).filter(isObject)
  const target = pick(containers, container, String(document['family']))
  return withImages(document, new Map([[String(target['name']), image]]))
}

/** The name of the container that gets the image. */
export function containerOf(document: JsonObject, container: string): string {
  const containers = (document['containerDefinitions'] as readonly unknown[]).filter(isObject)
  return String(pick(containers, container, String(document['family']))['name'])
}

function pick(containers: readonly JsonObject[], wanted: string, family: string): JsonObject {
  const names = containers.map(({ name }) => String(name)).join(', ')
  const [only, ...others] = wanted === '' ? containers : containers.filter(({ name }) => name === wanted)
  if (only !== undefined && others.length === 0) return only
  if (wanted === '' && containers.length > 1) {
    throw new Failure<DeployErrorCode>(
      'CONTAINER_UNCLEAR',
      `the task definition ${family} has several containers: ${names}`,
      {
        remedy: 'set container to the one that gets the image',
      },
    )
  }
  throw new Failure<DeployErrorCode>(
    'CONTAINER_NOT_FOUND',
    `the task definition ${family} has no container ${wanted === '' ? 'at all' : wanted}`,
    { remedy: names === '' ? 'add a container definition' : `set container to one of ${names}` },
  )
}
