import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { between } from '../../scripts/docs.ts'

const page = join(import.meta.dirname, '..', '..', 'docs', 'benchmarks.md')

/** What the numbers were measured on, in one line. */
export function machineAndVersions(): string {
  const git = spawnSync('git', ['--version'], { encoding: 'utf8' }).stdout.trim().replace('version ', '')
  return `Node ${process.versions.node}, ${git}, ${availableParallelism()} cores, ${process.platform} ${process.arch}; files in the page cache, remotes over file://.`
}

/** Puts tables between the markers of docs/benchmarks.md. */
export function writePage(blocks: ReadonlyMap<string, string>): void {
  let text = readFileSync(page, 'utf8')
  for (const [name, content] of blocks) text = between(text, name, content)
  writeFileSync(page, text)
}
