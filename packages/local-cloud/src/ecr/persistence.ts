import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
  await mkdir(join(dataDir, 'ecr'), { recursive: true })
  await writeFile(join(dataDir, 'ecr', 'repositories.json'), JSON.stringify(kept))
}

export function restore(dataDir: string): Map<string, Repository> {
  const path = join(dataDir, 'ecr', 'repositories.json')
  if (!existsSync(path)) return new Map()
  const kept = JSON.parse(readFileSync(path, 'utf8')) as KeptRepository[]
  return new Map(kept.map((repository) => [repository.name, revive(repository)]))
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
