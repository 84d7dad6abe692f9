import { createHash, randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EcrLogin } from '@slipway/aws/ecr'
import { describe, Failure } from '@slipway/outcome'
import { addLogin, authOf, isEmpty, removeLogin, type Json, type Made } from './docker-login-edit.ts'
import { readConfig, writeConfig, type ConfigFile } from './docker-login-file.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What `logoutDocker` needs to take the login back. JSON, and no secret in it. */
export interface DockerLoginState {
  readonly host: string
  readonly files: readonly WrittenFile[]
  /** For the log: where the credential is, and where it is not and why. */
  readonly notes: readonly string[]
}

export interface WrittenFile {
  readonly path: string
  readonly existed: boolean
  readonly made: Made
  /** SHA-256 of the credential: whether an entry is still ours. */
  readonly ours: string
  /** A file, for the owner only, that holds the entry that stood there before. */
  readonly previous?: string
}

/**
 * Gives later steps of the job a registry's credential, without Docker: into Docker's configuration, and into
 * REGISTRY_AUTH_FILE, which podman, buildah and skopeo read first, where that is set.
 * @param remember is handed the state before anything is written, so that no end of this process leaves a login behind.
 */
export async function loginDocker(
  { endpoint, token }: EcrLogin,
  env: Environment,
  remember: (state: DockerLoginState) => void = () => undefined,
): Promise<DockerLoginState> {
  const { host } = new URL(endpoint)
  const plans = (await targets(env)).map((target) => plan(target, host, token, env))
  const writes = plans.flatMap(({ write }) => (write === undefined ? [] : [write]))
  const state = { host, files: writes.map(({ written }) => written), notes: plans.map(({ note }) => note) }
  remember(state)
  for (const { file, config, written, previous } of writes) {
    if (written.previous !== undefined)
      await writeFile(written.previous, JSON.stringify(previous), { mode: 0o600, flag: 'wx' })
    await writeConfig(file, config)
  }
  return state
}

/** Takes the login back, where it still is ours. Every file is tried; returns what was done, for the log. */
export async function logoutDocker({ host, files }: DockerLoginState): Promise<readonly string[]> {
  const lines: string[] = []
  const errors: unknown[] = []
  for (const file of files.toReversed()) {
    try {
      lines.push(await takeBack(file, host))
    } catch (error) {
      errors.push(error)
    }
  }
  const [first] = errors
  if (first === undefined) return lines
  throw first instanceof Failure ? first : new Error(`the login to ${host} could not be removed: ${describe(first)}`)
}

interface Target {
  readonly file: ConfigFile
  /** Whether an empty helper means none to those who read this file. */
  readonly override: boolean
}

/** https://docs.docker.com/reference/cli/docker/#environment-variables, containers-auth.json(5) */
async function targets(env: Environment): Promise<readonly Target[]> {
  const folder = env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker')
  const docker = { file: await readConfig(join(folder, 'config.json')), override: true }
  const named = env['REGISTRY_AUTH_FILE']
  if (named === undefined || named === '') return [docker]
  const containers = { file: await readConfig(named), override: false }
  return containers.file.path === docker.file.path ? [docker] : [docker, containers]
}

interface Plan {
  readonly note: string
  readonly write?: {
    readonly file: ConfigFile
    readonly config: Json
    readonly written: WrittenFile
    readonly previous: unknown
  }
}

function plan({ file, override }: Target, host: string, token: string, env: Environment): Plan {
  const { path, exists: existed, config } = file
  const added = addLogin(config, host, token, override)
  if (added.kind === 'left') {
    const helper = `docker-credential-${added.helper}`
    return { note: `${path} has ${helper} for ${host}, which stays in charge: no credential was written there` }
  }
  const { made, store } = added
  const kept = 'previous' in added ? { previous: keepingPlace(env) } : {}
  const past = store === undefined ? '' : `, past the credential store ${store}`
  return {
    note: `logged in to ${host} in ${path}${past}`,
    write: {
      file,
      config: added.config,
      written: { path, existed, made, ours: hash(token), ...kept },
      previous: added.previous,
    },
  }
}

/** Not in the runner's state, which its debug log shows. */
function keepingPlace(env: Environment): string {
  return join(env['RUNNER_TEMP'] || tmpdir(), `docker-login-${randomUUID()}.json`)
}

async function takeBack(written: WrittenFile, host: string): Promise<string> {
  const line = await edit(written, host)
  if (written.previous !== undefined) await rm(written.previous, { force: true })
  return line
}

async function edit(written: WrittenFile, host: string): Promise<string> {
  const { path, made, existed, ours } = written
  const file = await readConfig(path)
  const auth = authOf(file.config, host)
  if (auth === undefined) return `${path} has no login to ${host} any more`
  if (hash(auth) !== ours) return `the login to ${host} in ${path} is another one by now, and stays`
  const previous = await readPrevious(written)
  const config = removeLogin(file.config, host, made, previous)
  if (!existed && isEmpty(config)) await rm(path, { force: true })
  else await writeConfig(file, config)
  return previous === undefined
    ? `removed the login to ${host} from ${path}`
    : `put the earlier login to ${host} back into ${path}`
}

/** Gone with the folder of temporary files, if somebody has cleaned it: then there is nothing to put back. */
async function readPrevious({ previous }: WrittenFile): Promise<{ readonly entry: unknown } | undefined> {
  if (previous === undefined) return undefined
  try {
    return { entry: JSON.parse(await readFile(previous, 'utf8')) as unknown }
  } catch {
    return undefined
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
