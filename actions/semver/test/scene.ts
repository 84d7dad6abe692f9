import type { Log } from '@slipway/outcome'
import { tmpdir } from 'node:os'
import { defaultMaintenance, defaultRules, parseVersion } from '@slipway/versioning'
import { cleanEnvironment } from '@slipway/test-support/git/repository'
import type { SemverInputs } from '../src/inputs.ts'
import { livePorts } from '../src/live.ts'
import { report } from '../src/report.ts'
import type { SemverResult } from '../src/result.ts'
import { run } from '../src/run.ts'

export type Changes = Partial<Omit<SemverInputs, 'version' | 'releaseAs' | 'policy'>> & {
  readonly version?: string
  readonly releaseAs?: string
  readonly policy?: Partial<SemverInputs['policy']>
}

/** The inputs of a step that sets nothing, on a branch `main`, but for the changes. */
export function inputsOf(directory: string, { version, releaseAs, policy, ...changes }: Changes = {}): SemverInputs {
  return {
    mode: 'preview',
    version: version === undefined ? undefined : parseVersion(version),
    releaseAs: releaseAs === undefined ? undefined : parseVersion(releaseAs),
    tagPrefix: 'v',
    packages: [],
    package: undefined,
    branch: 'main',
    channels: [],
    maintenance: defaultMaintenance,
    unreachable: 'warn',
    judging: { mode: 'tolerant', rules: defaultRules, squashBodies: 'auto' },
    policy: {
      defaultBump: 'none',
      zeroMajor: 'breaking-is-minor',
      initialVersion: { major: 1, minor: 0, patch: 0, prerelease: [], build: [] },
      majorPolicy: 'allow',
      build: [],
      ...policy,
    },
    approveMajor: false,
    majorLabel: 'release: major',
    skip: [],
    lint: 'off',
    comment: true,
    floatingTags: true,
    notesLimit: 60_000,
    directory,
    workingDirectory: undefined,
    outputDirectory: tmpdir(),
    github: undefined,
    sha: undefined,
    pull: undefined,
    ...changes,
  }
}

/** One run with the real git, and the real client of whatever GitHub the inputs name. */
export function play(
  inputs: SemverInputs,
  log: Log = logInMemory(),
  signal: AbortSignal = new AbortController().signal,
): Promise<SemverResult> {
  const files = { write: (name: string, pieces: Iterable<Uint8Array>) => `${name}:${[...pieces].length}` }
  const ports = livePorts(inputs, { log, signal: new AbortController().signal, env: cleanEnvironment })
  return run(inputs, { ...ports, files }, signal)
}

export async function outputsOf(inputs: SemverInputs): Promise<Readonly<Record<string, string>>> {
  return report(await play(inputs)).outputs
}

/** The outputs as one text, without the names of files, which are new in each run. */
export function withoutFiles(outputs: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(outputs).filter(([name]) => !name.endsWith('-file')))
}

export interface LogInMemory extends Log {
  readonly lines: string[]
}

export function logInMemory(): LogInMemory {
  const lines: string[] = []
  const add = (line: string): void => void lines.push(line)
  return { lines, info: add, warning: add, debug: () => undefined, group: (title, body) => (add(title), body()) }
}
