import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes that a remote sent. */
export interface Fetched {
  readonly packs: number
  /** Refs, shallow boundaries, acknowledgements; without the framing of packs. */
  readonly messages: number
}

/**
 * Counts on the side of the remote, which over file:// inherits HOME and the environment of the fetch: every pack goes
 * through a hook (https://git-scm.com/docs/git-config, uploadpack.packObjectsHook), every message is traced.
 */
export function countFetched(
  scratch: string,
  env: NodeJS.ProcessEnv,
  fetch: (env: NodeJS.ProcessEnv) => void,
): Fetched {
  const folder = join(scratch, 'remote-side')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const [hook, packs, trace] = ['pack-objects', 'packs', 'trace'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(packs, '')
  writeFileSync(trace, '')
  writeFileSync(hook, `#!/bin/sh\n"$@" | tee -a '${packs}'\n`, { mode: 0o755 })
  writeFileSync(join(folder, '.gitconfig'), `[uploadpack]\n\tpackObjectsHook = ${hook}\n`)
  fetch({ ...env, HOME: folder, GIT_TRACE_PACKET: trace })
  return { packs: statSync(packs).size, messages: messageBytes(readFileSync(trace, 'utf8')) }
}

/** Lines such as `12:00:00.000000 pkt-line.c:80  packet:  upload-pack> ACK …`; each has four bytes of length before it. */
function messageBytes(trace: string): number {
  const sent = trace.matchAll(/packet:\s+upload-pack> (.*)/g)
  return [...sent].reduce((sum, [, text = '']) => sum + 4 + Buffer.byteLength(text), 0)
}
