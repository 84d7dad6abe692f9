import { randomUUID } from 'node:crypto'
import { mkdir, readFile, readlink, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Failure } from '@slipway/outcome'
import type { Json } from './docker-login-edit.ts'

export type DockerLoginErrorCode = 'DOCKER_CONFIG_INVALID' | 'DOCKER_CONFIG_UNREADABLE' | 'DOCKER_CONFIG_UNWRITABLE'

/** A configuration as it was read, and how to write it back in the same manner. */
export interface ConfigFile {
  /** With symbolic links resolved, so that a link stays one. */
  readonly path: string
  readonly exists: boolean
  readonly config: Json
  readonly style: { readonly indent: string; readonly end: string }
}

/** Docker's own manner, for a new file. */
const dockerStyle = { indent: '\t', end: '' } as const

/** As many as Linux follows. */
const mostLinks = 40

export async function readConfig(named: string): Promise<ConfigFile> {
  const path = await endOfLinks(named)
  const text = await readText(path)
  if (text === undefined) return { path, exists: false, config: {}, style: dockerStyle }
  const indent = /^\s*\{\r?\n([ \t]+)/.exec(text)?.[1] ?? (text.trim().length > 2 ? '' : dockerStyle.indent)
  return { path, exists: true, config: parse(text, path), style: { indent, end: text.endsWith('\n') ? '\n' : '' } }
}

/** The file that is meant, also where links lead to one that is not there yet. */
async function endOfLinks(named: string): Promise<string> {
  let path = named
  for (let hop = 0; hop < mostLinks; hop += 1) {
    const real = await realpath(path).catch(() => undefined)
    const target = real === undefined ? await readlink(path).catch(() => undefined) : undefined
    if (target === undefined) return real ?? path
    path = resolve(dirname(path), target)
  }
  return path
}

/** `undefined` when there is no such file. */
async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new Failure<DockerLoginErrorCode>('DOCKER_CONFIG_UNREADABLE', `${path} cannot be read`, {
      remedy: 'set DOCKER_CONFIG to a folder that this job may read and write',
      cause: error,
    })
  }
}

/** For the owner only, and all at once: who reads meanwhile sees the old file or the new one. */
export async function writeConfig({ path, style }: ConfigFile, config: Json): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(draft, JSON.stringify(config, null, style.indent) + style.end, { mode: 0o600, flag: 'wx' })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw new Failure<DockerLoginErrorCode>('DOCKER_CONFIG_UNWRITABLE', `${path} cannot be written`, {
      remedy: 'set DOCKER_CONFIG to a folder that this job may write to',
      cause: error,
    })
  }
}

/** The parser's own message quotes the file, which holds credentials: it is not kept. */
function parse(text: string, path: string): Json {
  const value = text.trim() === '' ? {} : attempt(text)
  const parts = isObject(value) ? [value['auths'] ?? {}, value['credHelpers'] ?? {}] : [undefined]
  if (isObject(value) && parts.every(isObject)) return value
  throw new Failure<DockerLoginErrorCode>('DOCKER_CONFIG_INVALID', `${path} is no Docker configuration`, {
    remedy: 'fix or remove the file, or set DOCKER_CONFIG to another folder',
  })
}

function attempt(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
