import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** A running `git fast-import`, https://git-scm.com/docs/git-fast-import */
export interface FastImport {
  write(text: string): Promise<void>
  /** The sha of what a mark stands for; everything written before is read first. */
  sha(mark: number): Promise<string>
  end(): Promise<void>
}

export function fastImport(directory: string): FastImport {
  const child = spawn('git', ['fast-import', '--quiet', '--cat-blob-fd=3'], {
    cwd: directory,
    stdio: ['pipe', 'inherit', 'inherit', 'pipe'],
  })
  const stdin = child.stdin as Writable
  const ended = once(child, 'close')
  const answers = createInterface({ input: child.stdio[3] as Readable })[Symbol.asyncIterator]()
  async function write(text: string): Promise<void> {
    if (!stdin.write(text)) await Promise.race([once(stdin, 'drain'), ended])
  }
  return {
    write,
    async sha(mark) {
      await write(`get-mark :${mark}\n`)
      return String((await answers.next()).value).trim()
    },
    async end() {
      stdin.end()
      const [code] = (await ended) as [number | null]
      if (code !== 0) throw new Error(`git fast-import ended with exit code ${code} in ${directory}`)
    },
  }
}

/** `data` of fast-import: its length in bytes first. */
export function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}
