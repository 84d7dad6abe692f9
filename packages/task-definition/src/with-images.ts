import { isObject, type JsonObject } from './json-object.ts'

/** The definition with other images in the named containers; everything else as it was. */
export function withImages(document: JsonObject, images: ReadonlyMap<string, string>): JsonObject {
  const { containerDefinitions: containers } = document
  if (!Array.isArray(containers)) return document
  return { ...document, containerDefinitions: containers.map((one: unknown) => withImage(one, images)) }
}

function withImage(container: unknown, images: ReadonlyMap<string, string>): unknown {
  const image = isObject(container) ? images.get(String(container['name'])) : undefined
  return isObject(container) && image !== undefined ? { ...container, image } : container
}
