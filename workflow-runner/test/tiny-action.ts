import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface TinyAction {
  /** Body of an ES module; has `fs`, `env` and `out(line)`. */
  readonly main: string
  readonly post?: string
  /** Lines of action.yml besides name and runs. */
  readonly yml?: string
  readonly postIf?: string
}

const prelude = `import * as fs from 'node:fs'
const { env } = process
const out = (line) => fs.writeSync(1, line + '\\n')
const append = (name, text) => fs.appendFileSync(env['GITHUB_' + name], text)
`

/** A folder with an action in it, for the length of one test. */
export function tinyAction({ main, post, yml = '', postIf }: TinyAction): string {
  const dir = mkdtempSync(join(tmpdir(), 'tiny-action-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const runs = ['using: node24', 'main: main.mjs', ...(post === undefined ? [] : ['post: post.mjs'])]
  if (postIf !== undefined) runs.push(`post-if: ${postIf}`)
  writeFileSync(join(dir, 'action.yml'), `name: tiny\n${yml}\nruns:\n${runs.map((line) => `  ${line}\n`).join('')}`)
  writeFileSync(join(dir, 'main.mjs'), prelude + main)
  if (post !== undefined) writeFileSync(join(dir, 'post.mjs'), prelude + post)
  return dir
}
