import type { components } from '@octokit/openapi-types'
import { git } from './git.ts'

type DiffEntry = components['schemas']['diff-entry']

export interface ChangedFile {
  readonly status: DiffEntry['status']
  readonly sha: string
  readonly filename: string
  readonly previousFilename?: string
  readonly additions: number
  readonly deletions: number
}

const statuses: Readonly<Record<string, DiffEntry['status']>> = {
  A: 'added',
  C: 'copied',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
}

/** What differs between two trees, renames recognised. */
export async function changedFiles(path: string, from: string, to: string): Promise<ChangedFile[]> {
  const args = ['diff-tree', '-r', '-z', '-M', '--raw', '--numstat', '--no-abbrev', from, to]
  const tokens = (await git(path, args)).split('\0')
  const files: Omit<ChangedFile, 'additions' | 'deletions'>[] = []
  let index = 0
  // First the raw lines, `:mode mode sha sha status` and one or two paths, then one count a file in the same order.
  while (tokens[index]?.startsWith(':')) {
    const [, , , sha = '', letter = ''] = (tokens[index] ?? '').split(' ')
    const status = statuses[letter[0] ?? ''] ?? 'changed'
    const moved = letter.startsWith('R') || letter.startsWith('C')
    const filename = tokens[index + (moved ? 2 : 1)] ?? ''
    files.push({ status, sha, filename, ...(moved ? { previousFilename: tokens[index + 1] ?? '' } : {}) })
    index += moved ? 3 : 2
  }
  return files.map((file) => {
    const [additions = '', deletions = ''] = (tokens[index] ?? '').split('\t')
    index += file.previousFilename === undefined ? 1 : 3
    return { ...file, additions: count(additions), deletions: count(deletions) }
  })
}

/** Binary files are counted as `-`. */
const count = (text: string): number => (text === '-' ? 0 : Number(text))
