import { packedLayout } from './docker-image.ts'
import type { DockerArchive } from './docker-save.ts'
import { nameMatches, readSaved, type SavedImage } from './docker-manifest.ts'
import { digestOf } from '../descriptor.ts'
import { readIndexJson, type Entry } from './index-json.ts'
import type { Layout } from '../layout.ts'
import { isTaken, named } from './pick-root.ts'
import { openTar, type TarFile } from '../archive/tar-file.ts'
import { readWholeImage, rootedAt, wholeImages } from './whole-images.ts'

/**
 * What `docker save` wrote. Where the archive is an OCI layout as well, and the image that is meant is whole in it, with
 * packed layers, that is what is pushed, digest for digest; of an index of which one platform is there, that one.
 * Otherwise the image is put together from `manifest.json`, its layers packed by gzip.
 */
export async function openDockerArchive(archive: DockerArchive): Promise<Layout> {
  const tar = await openTar(archive.file, archive.name, archive.spool, archive.signal)
  try {
    return (await layoutWithin(tar, archive)) ?? (await packedLayout(tar, await readSaved(tar, archive), archive))
  } catch (error) {
    await tar.close()
    throw error
  }
}

async function layoutWithin(tar: TarFile, archive: DockerArchive): Promise<Layout | undefined> {
  if (tar.file('index.json') === undefined) return undefined
  const layout: Layout = { name: archive.name, open: async (path) => tar.file(path), close: () => tar.close() }
  const entries = (await readIndexJson(layout)).entries.filter(isTaken)
  const root = onlyOne(meantOf(entries, archive))?.descriptor()
  if (root !== undefined && (await readWholeImage(root, layout, tar)) !== undefined) return rootedAt(root, layout)
  const part = await partOf(entries, layout, tar, archive)
  return part === undefined ? undefined : rootedAt(part, layout)
}

function meantOf(entries: readonly Entry[], { ref }: DockerArchive): readonly Entry[] {
  if (ref === undefined) return entries
  // A place is one in manifest.json, whose order is another one.
  if (ref.startsWith('@')) return []
  return named(entries, ref, ({ annotations }) => nameMatches(annotations, ref))
}

function onlyOne<T extends { readonly digest: string }>(all: readonly T[]): T | undefined {
  return all.every(({ digest }) => digest === all[0]?.digest) ? all[0] : undefined
}

/** The one whole image that has the digest which is meant, or is the one that `manifest.json` names. */
async function partOf(entries: readonly Entry[], layout: Layout, tar: TarFile, archive: DockerArchive) {
  const whole = await wholeImages(entries, layout, tar)
  if (whole.length === 0) return undefined
  const byDigest = whole.find(({ root }) => root.descriptor.digest === archive.ref)
  if (byDigest !== undefined) return byDigest.root.descriptor
  const saved = tar.file('manifest.json') === undefined ? undefined : await readSaved(tar, archive)
  return onlyOne(
    whole
      .filter(({ root }) => saved === undefined || isOf(saved, root.blobs[0]?.digest))
      .map(({ root }) => root.descriptor),
  )
}

function isOf({ config }: SavedImage, digest: string | undefined): boolean {
  return digestOf(config) === digest
}
