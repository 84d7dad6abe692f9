import { execPath } from 'node:process'
import { basename, delimiter, dirname, join } from 'node:path'
import { inRoot } from './in-root.ts'
import type { ContainerCommand, ContainerSpec } from './runtime.ts'

/** A process to start on this machine, in an image's folder. */
export interface CommandLine {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * What a container runs: the definition's entry point and command win over the image's, and a new entry point drops
 * the image's command, as `docker run --entrypoint` does.
 */
export function mainArguments({ entryPoint, command, image }: ContainerSpec): readonly string[] {
  const own = (given: readonly string[] | undefined): readonly string[] | undefined =>
    given === undefined || given.length === 0 ? undefined : given
  const entry = own(entryPoint)
  return [...(entry ?? image.config.entrypoint), ...(own(command) ?? (entry === undefined ? image.config.cmd : []))]
}

/** The image's environment, then the definition's, then `PORT`: the one deviation from awsvpc. */
export function containerEnvironment({ image, environment, port }: ContainerSpec): Readonly<Record<string, string>> {
  const given = image.config.env.map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)])
  return { ...Object.fromEntries(given), ...environment, ...(port === undefined ? {} : { PORT: String(port) }) }
}

/** The arguments as this machine understands them: absolute paths that the image has are in its folder. */
export async function commandLine(
  root: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandLine> {
  const [name, ...rest] = args
  if (name === undefined) throw cannotStart('no command specified')
  const path = environment['PATH'] ?? defaultPath
  const file = await executable(root, name, path)
  const mapped = await Promise.all(rest.map((argument) => mapArgument(root, argument)))
  return { file, args: mapped, env: { ...environment, PATH: await mapPath(root, path) } }
}

/** A health check's command; its shell is the image's, or this machine's where it brings none. */
export function execArguments(command: ContainerCommand): readonly string[] {
  return command.kind === 'shell' ? ['/bin/sh', '-c', command.line] : command.arguments
}

async function mapArgument(root: string, argument: string): Promise<string> {
  return argument.startsWith('/') ? ((await inRoot(root, argument)) ?? argument) : argument
}

/** From the image; `node` and the shell are this machine's where the image brings none. */
async function executable(root: string, name: string, path: string): Promise<string> {
  const candidates = name.includes('/') ? [name] : path.split(':').map((folder) => join(folder, name))
  for (const candidate of candidates) {
    const found = candidate.startsWith('/') ? await inRoot(root, candidate) : undefined
    if (found !== undefined) return found
  }
  if (basename(name) === 'node') return execPath
  if (['sh', '/bin/sh', '/usr/bin/sh'].includes(name)) return '/bin/sh'
  throw cannotStart(`exec: "${name}": executable file not found in $PATH`)
}

/** The image's folders first, then this machine's, so that its scripts find `node` and the usual tools. */
async function mapPath(root: string, path: string): Promise<string> {
  const folders = await Promise.all(path.split(':').map((folder) => inRoot(root, folder)))
  const present = folders.filter((folder) => folder !== undefined)
  return [...present, dirname(execPath), ...defaultPath.split(':')].join(delimiter)
}

function cannotStart(reason: string): Error {
  return new Error(
    `CannotStartContainerError: Error response from daemon: failed to create task for container: ${reason}`,
  )
}
