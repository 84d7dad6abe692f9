import type { Log } from '@slipway/outcome'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { completeHistory, listRemoteTags, type Opening } from '@slipway/git'
import { gitHubCompare, gitHubHistory, gitHubPulls, gitHubReleases, gitHubTags } from '@slipway/github'
import type { SemverInputs } from './inputs.ts'
import { openCheckout } from './reading/open-checkout.ts'
import type { GitHub, HistorySources, OutputFiles, SemverPorts } from './ports.ts'
import { writePieces } from './releasing/write-pieces.ts'

export interface LiveOptions {
  readonly log: Log
  readonly signal: AbortSignal
  /** What git starts from; the environment of this process when absent. */
  readonly env?: NodeJS.ProcessEnv
  /** The checkout, where it was begun to open it before. */
  readonly opening?: Opening | undefined
}

/** The real git, GitHub and files of the job. */
export function livePorts(inputs: SemverInputs, options: LiveOptions): SemverPorts {
  const github = inputs.github && gitHub(inputs.github, options.signal)
  return {
    sources: sources(inputs, github, options),
    github,
    files: outputFiles(inputs),
    log: options.log,
    pauseUpTo: (ms) => setTimeout(Math.random() * ms),
  }
}

function gitHub(access: NonNullable<SemverInputs['github']>, signal: AbortSignal): GitHub {
  const location = { ...access, signal }
  const tags = once(() => gitHubTags(location))
  const releases = once(() => gitHubReleases(location))
  const pulls = once(() => gitHubPulls(location))
  const compare = once(() => gitHubCompare(location))
  return {
    get tags() {
      return tags()
    },
    get releases() {
      return releases()
    },
    get pulls() {
      return pulls()
    },
    get compare() {
      return compare()
    },
  }
}

/** Made when it is first used: a client of GitHub costs more than many a preview, which has no need of it. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}

function sources(
  { directory, workingDirectory, github, sha }: SemverInputs,
  live: GitHub | undefined,
  { signal, env = process.env, opening }: LiveOptions,
): HistorySources {
  const access = { serverUrl: github?.serverUrl ?? 'https://github.com', token: github?.token }
  const checkout = { directory, access, env, signal }
  const open = once(() => openCheckout({ directory, env, signal }, opening))
  return {
    checkout: open,
    async remoteTags() {
      const git = await open()
      return (await git.remoteUrl()) === undefined ? undefined : listRemoteTags(checkout)
    },
    complete: ({ head, candidates, paths }) =>
      completeHistory({
        ...checkout,
        head,
        paths,
        candidates: candidates[0] ?? [],
        all: candidates,
        ...(live && { contains: (commit: string) => live.compare.contains(commit, head).catch(() => undefined) }),
      }),
    // Whoever names a checkout does not want to do without.
    api:
      github && sha && workingDirectory === undefined
        ? () => gitHubHistory({ ...github, signal, head: sha })
        : undefined,
  }
}

/** In a folder of their own, so that two steps of a job do not overwrite each other's. */
function outputFiles({ outputDirectory }: SemverInputs): OutputFiles {
  let folder: string | undefined
  return {
    write(name, pieces) {
      folder ??= mkdtempSync(join(outputDirectory, 'semver-'))
      const path = join(folder, name)
      writePieces(path, pieces)
      return path
    },
  }
}
