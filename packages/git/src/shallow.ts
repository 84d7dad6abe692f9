import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OwnRepository } from './own-repository.ts'

/** The commits at which history is cut: git shows them without their parents. */
export async function readShallow({ directory }: OwnRepository): Promise<readonly string[]> {
  const text = await readFile(join(directory, 'shallow'), 'utf8').catch(() => '')
  return text.split('\n').filter((sha) => sha !== '')
}

export async function writeShallow({ directory }: OwnRepository, shas: readonly string[]): Promise<void> {
  const path = join(directory, 'shallow')
  await (shas.length === 0 ? rm(path, { force: true }) : writeFile(path, shas.map((sha) => `${sha}\n`).join('')))
}

/**
 * Joins what came in several fetches: where all parents of a cut commit are here by now, it is not cut any more.
 * `--shallow-exclude` leaves the first commit after the base without its parent, and a merge without both of them.
 */
export async function joinShallow(own: OwnRepository): Promise<void> {
  // The remote also names commits that it did not send, below a merge that it cut.
  const cut = [...(await present(own, await readShallow(own)))]
  if (cut.length === 0) return
  const { stdout } = await own.uncut.run(['rev-list', '--no-walk=unsorted', '--parents', '--stdin'], { input: cut })
  const lines = stdout.split('\n').filter((line) => line !== '')
  const parents = new Set(lines.flatMap((line) => line.split(' ').slice(1)))
  const here = await present(own, [...parents])
  const still = lines.map((line) => line.split(' ')).filter(([, ...of]) => !of.every((parent) => here.has(parent)))
  await writeShallow(
    own,
    still.map(([sha = '']) => sha),
  )
}

/** Which of these objects are here. */
export async function present({ git }: OwnRepository, shas: readonly string[]): Promise<ReadonlySet<string>> {
  if (shas.length === 0) return new Set()
  const { stdout } = await git.run(['cat-file', '--batch-check'], { input: shas })
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.endsWith(' missing'))
  return new Set(lines.map((line) => line.slice(0, line.indexOf(' '))))
}
