import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { vi } from 'vitest'
import { parse } from 'yaml'
import { readInputs, type SemverInputs } from '../../src/inputs.ts'

const manifest = parse(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8')) as {
  inputs: Record<string, { default?: string }>
}

/** The environment of a push to main, with the defaults of action.yml as the runner sets them. */
export const pushed: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(manifest.inputs).map(([name, { default: value = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      name === 'token' ? 'ghs_not-a-real-token' : value,
    ]),
  ),
  GITHUB_WORKSPACE: '/checkout',
  GITHUB_REPOSITORY: 'octo/ship',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_API_URL: 'https://github.example.com/api/v3',
  GITHUB_SERVER_URL: 'https://github.example.com',
  RUNNER_TEMP: '/temp',
}

export type Environment = Readonly<Record<string, string | undefined>>

/** What the action reads; inputs by their names, as under `with:`, everything else by its variable. */
export function read(given: Environment = {}): SemverInputs {
  const named = Object.entries(given).map(
    ([name, value]) => [/^[a-z]/.test(name) ? `INPUT_${name.toUpperCase()}` : name, value] as const,
  )
  for (const [name, value] of Object.entries({ ...pushed, ...Object.fromEntries(named) })) vi.stubEnv(name, value)
  // The token is masked, which is a line of the log.
  const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    return readInputs(process.env)
  } finally {
    log.mockRestore()
  }
}

/** Reads with the event of a pull request in a file. */
export function readWithEvent(event: unknown, given: Environment = {}): SemverInputs {
  const folder = mkdtempSync(join(tmpdir(), 'event-'))
  try {
    const path = join(folder, 'event.json')
    writeFileSync(path, typeof event === 'string' ? event : JSON.stringify(event))
    return read({
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: path,
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_BASE_REF: 'main',
      ...given,
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
