import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gitEnvironment, withOldSettings, withSettings } from './environment.ts'
import { historyUnavailable } from './history-unavailable.ts'
import { gitIn, openedFor } from './opening.ts'
import { gitProcess, type GitProcess } from './process.ts'
import type { RemoteAccess, RemoteLocation } from './remote.ts'
import { absoluteUrl, credentialsIn, httpOrigin, overHttp, withoutCredentials } from './remote-url.ts'
import { scrubber } from './scrub.ts'
import { authorization, authorizes, connectionSettings, listSettings, type Setting } from './settings.ts'

/** An empty bare repository of our own that connects to the remote of a checkout as the checkout does. */
export interface OwnRepository {
  readonly directory: string
  /** The remote, without credentials. */
  readonly url: string
  /** Reads what is here. */
  readonly git: GitProcess
  /** Reads as if nothing were cut. */
  readonly uncut: GitProcess
  /** `git fetch` from the remote; afterwards nothing that is missing is fetched behind our back. */
  fetch(options: readonly string[], wanted: readonly string[]): Promise<void>
  /** A command that talks to the remote, `origin`. */
  readonly talk: GitProcess
  readonly dispose: () => Promise<void>
}

/** The checkout is only read. Credentials are in the environment of the processes that talk, and nowhere else. */
export async function openOwnRepository(location: RemoteLocation, objectFormat = 'sha1'): Promise<OwnRepository> {
  const { access, env = process.env, signal } = location
  const { place } = await openedFor(location)
  const checkout = gitIn(place, signal)
  const [remote, known] = await Promise.all([findRemote(checkout, place.directory), listSettings(checkout)])
  const directory = await realpath(await mkdtemp(join(env['RUNNER_TEMP'] || tmpdir(), 'slipway-history-')))
  // A git that was told to stop writes for a moment more.
  const dispose = (): Promise<void> => rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 })
  try {
    const own = { directory, env: quiet(gitEnvironment(env, [directory])), ...(signal && { signal }) }
    const git = gitProcess(own)
    const init = ['init', '--quiet', '--bare', '--template=']
    await git.run(objectFormat === 'sha1' ? [...init, '.'] : [...init, `--object-format=${objectFormat}`, '.'])
    const [elsewhere, modern] = await Promise.all([listSettings(git), git.knows(2, 31)])
    const inherited = connectionSettings(known, elsewhere)
    const { url, settings, secrets } = connect(remote, access, [...elsewhere, ...inherited], env)
    await git.run(['config', 'remote.origin.url', url])
    const config = await readFile(join(directory, 'config'), 'utf8')
    const lay = modern ? withSettings : withOldSettings
    const talk = gitProcess({
      ...own,
      env: lay(own.env, [...inherited, ...settings]),
      scrub: scrubber([...secrets, ...inherited.flatMap(secretIn)]),
    })
    return {
      directory,
      url,
      git,
      uncut: gitProcess({ ...own, env: { ...own.env, GIT_SHALLOW_FILE: devNull } }),
      talk,
      dispose,
      async fetch(options, wanted) {
        try {
          await talk.run(['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', ...options, 'origin', ...wanted])
        } finally {
          // A filter makes git note that the rest can be had later; what reads here has no way to the remote.
          await writeFile(join(directory, 'config'), config)
        }
      },
    }
  } catch (error) {
    await dispose()
    throw error
  }
}

/** As the checkout would use it, rewritten by `url.*.insteadOf`, credentials and all. */
async function findRemote(git: GitProcess, directory: string): Promise<string> {
  const { code } = await git.run(['config', '--get', 'remote.origin.url'], { expected: [1] })
  if (code !== 0) throw historyUnavailable(`the checkout in ${directory} has no remote called origin to fetch from`)
  const url = (await git.run(['ls-remote', '--get-url', 'origin'])).stdout.trim()
  if (absoluteUrl(url, directory) === url) return url
  const { code: bare, stdout } = await git.run(['rev-parse', '--show-toplevel'], { expected: [128] })
  return absoluteUrl(url, bare === 0 ? stdout.trim() : directory)
}

interface Connection {
  readonly url: string
  readonly settings: readonly Setting[]
  readonly secrets: readonly string[]
}

/** The remote's URL, and the settings that a checkout without credentials lacks. */
function connect(
  remote: string,
  { serverUrl, token = '' }: RemoteAccess,
  known: readonly Setting[],
  env: NodeJS.ProcessEnv,
): Connection {
  const ownSsh = env['GIT_SSH_COMMAND'] ?? env['GIT_SSH'] ?? known.find(({ key }) => key === 'core.sshcommand')?.value
  const bySsh = token !== '' && ownSsh === undefined ? overHttp(remote, serverUrl) : undefined
  const url = withoutCredentials(bySsh ?? remote)
  const origin = httpOrigin(url)
  const atServer = token !== '' && origin !== undefined && origin === httpOrigin(serverUrl)
  const credentials = credentialsIn(remote) ?? (atServer ? `x-access-token:${token}` : undefined)
  const settings = [
    { key: 'gc.auto', value: '0' },
    { key: 'maintenance.auto', value: 'false' },
    { key: 'fetch.negotiationalgorithm', value: 'default' },
    { key: 'fetch.writecommitgraph', value: 'false' },
    { key: 'core.hookspath', value: devNull },
    // The longest match wins, so nothing rewrites the URL a second time.
    { key: `url.${url}.insteadof`, value: url },
  ]
  if (origin !== undefined && credentials !== undefined && !authorizes(known, url))
    settings.push(authorization(origin, credentials))
  const given = credentials?.slice(credentials.indexOf(':') + 1) ?? ''
  return { url, settings, secrets: [token, given, ...settings.flatMap(secretIn)] }
}

/** The part of a header that is secret. */
function secretIn({ key, value }: Setting): readonly string[] {
  if (!key.endsWith('extraheader')) return []
  const [, ...parts] = value.split(/\s+/)
  return parts.filter((part) => part.length > 7)
}

/** Messages that a person at a terminal would want. */
function quiet(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { GIT_TRACE_REDACT: _, ...kept } = env
  return { ...kept, GIT_ADVICE: '0' }
}
