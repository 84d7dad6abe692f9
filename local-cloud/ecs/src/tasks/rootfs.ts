import { execFile } from 'node:child_process'
import { mkdir, realpath, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { unpackLayer } from './unpack-layer.ts'
import type { PulledImage } from '@slipway/local-cloud-images/registry/pulled-image'

const run = promisify(execFile)

/** Images unpacked once each, and the copy of one that a task may write to. */
export interface RootfsStore {
  /** A fresh copy of the image's files in `folder`, which must not exist. Resolves with its real path. */
  provide(image: PulledImage, folder: string): Promise<string>
}

export function rootfsStore(folder: string): RootfsStore {
  const unpacked = new Map<string, Promise<string>>()
  const unpackOnce = (image: PulledImage): Promise<string> => {
    const known = unpacked.get(image.digest)
    if (known !== undefined) return known
    const made = unpack(image, join(folder, image.digest.replace(':', '-')))
    unpacked.set(image.digest, made)
    // A failure is not kept: the next task tries again.
    made.catch(() => unpacked.delete(image.digest))
    return made
  }
  return {
    async provide(image, target) {
      const source = await unpackOnce(image)
      await mkdir(dirname(target), { recursive: true })
      await run('cp', ['-RPp', source, target])
      return realpath(target)
    },
  }
}

/** Unpacked beside its place and renamed into it, so that a half-unpacked image is never used. */
async function unpack(image: PulledImage, place: string): Promise<string> {
  const partial = `${place}.partial`
  await rm(partial, { recursive: true, force: true })
  await rm(place, { recursive: true, force: true })
  await mkdir(partial, { recursive: true })
  const root = await realpath(partial)
  for (const layer of image.layers) await unpackLayer(root, layer)
  await rename(partial, place)
  return place
}
