import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram, type ProgramRun } from './program.ts'
import type { Registry } from './registry.ts'

/** The same push by skopeo; its login is in a file. */
export async function skopeoCopy(layout: string, registry: Registry, scratch: string): Promise<ProgramRun> {
  const dir = mkdtempSync(join(scratch, 'skopeo-'))
  try {
    const authfile = join(dir, 'auth.json')
    const { host } = new URL(registry.endpoint)
    writeFileSync(authfile, JSON.stringify({ auths: { [host]: { auth: registry.token } } }))
    const options = ['--insecure-policy', '--preserve-digests', '--dest-tls-verify=false', '--authfile', authfile]
    const target = `docker://${host}/${registry.repository}:bench`
    return await runProgram('skopeo', ['copy', ...options, `oci:${layout}:bench`, target])
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** What skopeo takes to start and to do nothing. */
export function skopeoStart(): Promise<ProgramRun> {
  return runProgram('skopeo', ['--version'])
}
