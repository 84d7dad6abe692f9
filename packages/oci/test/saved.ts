import { gzipSync } from 'node:zlib'
import {
  addBlob,
  blobFile,
  noise,
  setRoots,
  sha256,
  types,
  type Entry,
  type Files,
} from '@slipway/test-support/images/layouts'

/** What a `docker save` of one image holds: its name, config and unpacked layers. */
export interface Saved {
  readonly name: string
  readonly layers: readonly Buffer[]
}

export const shop: Saved = { name: 'shop/app:v1', layers: [noise(5000), noise(3000, 3)] }

export function configOf({ name, layers }: Saved): Buffer {
  const rootfs = { type: 'layers', diff_ids: layers.map(sha256) }
  return Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', name, rootfs }))
}

/** As Docker wrote it until version 24: a folder a layer, `layer.tar` in it. */
export function legacyArchive(images: readonly Saved[]): Files {
  const files: Files = new Map()
  const entries = images.map((image) => {
    const config = configOf(image)
    const configFile = `${sha256(config).slice(7)}.json`
    files.set(configFile, config)
    const layers = image.layers.map((layer) => `${sha256(layer).slice(7)}/layer.tar`)
    for (const [at, path] of layers.entries()) files.set(path, image.layers[at] ?? Buffer.alloc(0))
    return { Config: configFile, RepoTags: [image.name], Layers: layers }
  })
  return files.set('manifest.json', Buffer.from(JSON.stringify(entries)))
}

/** As Docker writes it from version 25 on: an OCI layout besides; packed only where containerd keeps the images. */
export function layoutArchive(image: Saved, packed: boolean): { files: Files; root: Entry } {
  const files: Files = new Map()
  const config = addBlob(files, configOf(image), types.config)
  const layerType = packed ? types.layer : 'application/vnd.oci.image.layer.v1.tar'
  const layers = image.layers.map((layer) => addBlob(files, packed ? gzipSync(layer) : layer, layerType))
  const body = { schemaVersion: 2, mediaType: types.manifest, config, layers }
  const annotations = {
    'io.containerd.image.name': `docker.io/${image.name}`,
    'org.opencontainers.image.ref.name': 'v1',
  }
  const root = { ...addBlob(files, Buffer.from(JSON.stringify(body)), types.manifest), annotations }
  const entry = {
    Config: blobFile(config.digest),
    RepoTags: [image.name],
    Layers: layers.map(({ digest }) => blobFile(digest)),
  }
  setRoots(files, [root]).set('manifest.json', Buffer.from(JSON.stringify([entry])))
  return { files, root }
}
