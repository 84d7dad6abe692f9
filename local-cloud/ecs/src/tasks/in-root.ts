import { lstat, mkdir, realpath, rm } from 'node:fs/promises'
import { join, posix, relative, sep } from 'node:path'

/** Parts of a path inside an image; an entry that climbs out is refused. */
export function partsInRoot(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) throw new Error(`the layer holds a path that leaves the image: ${path}`)
  return parts
}

/** True where `path`, which exists, is `root` or inside it once every link has been followed. */
export async function isInside(root: string, path: string): Promise<boolean> {
  const from = relative(await realpath(root), await realpath(path))
  return from === '' || (from !== '..' && !from.startsWith(`..${sep}`))
}

/**
 * The real folder in which the last of `parts` belongs, made where it is missing. A link on the way is followed only
 * inside the root; one that leads out, and a file in a folder's place, are removed first.
 */
export async function realParent(root: string, parts: readonly string[]): Promise<string> {
  let folder = await realpath(root)
  for (const part of parts.slice(0, -1)) {
    const next = join(folder, part)
    const found = await lstat(next).catch(() => undefined)
    const usable = found !== undefined && (await isFolderInside(root, next))
    if (found !== undefined && !usable) await rm(next, { recursive: true, force: true })
    if (!usable) await mkdir(next)
    folder = await realpath(next)
  }
  return folder
}

async function isFolderInside(root: string, path: string): Promise<boolean> {
  // Following a link that leads nowhere fails: it is then not a folder.
  const real = await realpath(path).catch(() => undefined)
  if (real === undefined || !(await isInside(root, real))) return false
  return (await lstat(real)).isDirectory()
}

/**
 * Where a symbolic link in the real folder `folder` may point: the same place inside the root, as a relative path.
 * An absolute target counts from the root, and `..` stops there, as inside a container.
 */
export function linkTarget(root: string, folder: string, target: string): string {
  const here = `/${relative(root, folder).split(sep).join('/')}`
  const inside = posix.resolve(here, target)
  return relative(folder, join(root, inside)) || '.'
}

/** Where a path of the image is on this machine, or undefined where the image has nothing there. */
export async function inRoot(root: string, path: string): Promise<string | undefined> {
  const candidate = join(root, posix.resolve('/', path))
  if ((await lstat(candidate).catch(() => undefined)) === undefined) return undefined
  const real = await realpath(candidate).catch(() => undefined)
  return real !== undefined && (await isInside(root, real)) ? candidate : undefined
}
