import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Repository, StoredImage } from './repository.ts'

/** Repositories as JSON; scans are not kept, blobs are files of their own. */
export async function save(dataDir: string, repositories: ReadonlyMap<string, Repository>): Promise<void> {
  const kept = [...repositories.values()].map((repository) => ({
    ...repository,
    layers: [...repository.layers],
    images: [...repository.images.values()],
    tags: [...repository.tags],
    scans: undefined,
  }))
  const path = join(dataDir, 'ecr', 'repositories.json')
  await mkdir(dirname(path), { recursive: true })
  // Whoever ends this process meanwhile leaves what was kept before, not half of what is kept now.
  await writeFile(`${path}.new`, JSON.stringify(kept))
  await rename(`${path}.new`, path)
}

export function restore(dataDir: string): Map<string, Repository> {
  const path = join(dataDir, 'ecr', 'repositories.json')
  if (!existsSync(path)) return new Map()
  const kept = read(path)
  return new Map(kept.map((repository) => [repository.name, revive(repository)]))
}

function read(path: string): readonly KeptRepository[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KeptRepository[]
  } catch (error) {
    const why = (error as Error).message
    throw new Error(`${path} cannot be read (${why}); remove it to start without the images it names`, { cause: error })
  }
}

const laterDates = ['lastPulledAt', 'archivedAt', 'restoringSince', 'lastArchivedAt', 'lastActivatedAt'] as const

/** Dates are texts in JSON. */
type KeptImage = Pick<StoredImage, 'digest' | 'manifest' | 'mediaType'> & {
  readonly pushedAt: string
} & { readonly [Name in (typeof laterDates)[number]]?: string }

type KeptRepository = Omit<Repository, 'createdAt' | 'layers' | 'images' | 'tags' | 'scans'> & {
  readonly createdAt: string
  readonly layers: readonly [string, number][]
  readonly images: readonly KeptImage[]
  readonly tags: readonly [string, string][]
}

function revive(kept: KeptRepository): Repository {
  const images = kept.images.map(reviveImage)
  return {
    ...kept,
    createdAt: new Date(kept.createdAt),
    layers: new Map(kept.layers),
    images: new Map(images.map((image) => [image.digest, image])),
    tags: new Map(kept.tags),
    scans: new Map(),
  }
}

function reviveImage(kept: KeptImage): StoredImage {
  const dates = laterDates.flatMap((name) => {
    const date = kept[name]
    return date === undefined ? [] : [[name, new Date(date)] as const]
  })
  const { digest, manifest, mediaType } = kept
  return { digest, manifest, mediaType, pushedAt: new Date(kept.pushedAt), ...Object.fromEntries(dates) }
}
