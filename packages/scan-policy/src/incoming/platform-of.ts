import { optionalName, type Place } from './place.ts'

/** `os/architecture/variant` in the words of an image's configuration; undefined where it does not say both of the first. */
export function platformOf(config: Place): string | undefined {
  const [os, architecture, variant] = ['os', 'architecture', 'variant'].map((key) => optionalName(config, key))
  if (os === undefined || architecture === undefined) return undefined
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/')
}
