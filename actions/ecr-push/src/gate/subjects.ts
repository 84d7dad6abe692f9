import type { Log } from '@slipway/outcome'
import { filelessParts, imageParts, type Image, type ImagePart } from '@slipway/oci'
import { short } from '../words.ts'

/** What of an image is to be scanned. What an index holds besides is told: nothing of it is judged. */
export function subjectsOf(image: Image, log: Pick<Log, 'info'>): readonly ImagePart[] {
  for (const { digest, type } of filelessParts(image)) {
    log.info(`${short(digest)} is not scanned, it holds no files: ${type}`)
  }
  return imageParts(image)
}
