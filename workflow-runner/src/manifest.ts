import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax */
export interface Manifest {
  readonly name: string
  readonly inputs: readonly InputDefinition[]
  /** Absolute paths. */
  readonly main: string
  readonly post?: string
  readonly postIf: PostCondition
}

export interface InputDefinition {
  readonly name: string
  /** As written, expressions included. */
  readonly default: string
  readonly deprecation?: string
}

const conditions = ['always()', 'success()', 'failure()', 'cancelled()'] as const
export type PostCondition = (typeof conditions)[number]

/** Reads the action.yml of a folder. Throws where it is missing, or asks for what this runner does not do. */
export function readManifest(dir: string): Manifest {
  const file = ['action.yml', 'action.yaml'].map((name) => join(dir, name)).find((path) => existsSync(path))
  if (file === undefined) throw new Error(`${dir} has no action.yml`)
  const root = record(parse(readFileSync(file, 'utf8')))
  const runs = record(root['runs'])
  if (runs['using'] !== 'node24') throw new Error(`${file}: runs.using is ${text(runs['using'])}, only node24 is run`)
  if (runs['pre'] !== undefined) throw new Error(`${file}: runs.pre is not run`)
  return {
    name: text(root['name']),
    inputs: Object.entries(record(root['inputs'])).map(([name, value]) => definition(name, record(value))),
    main: script(dir, file, 'main', runs['main']),
    ...(runs['post'] === undefined ? {} : { post: script(dir, file, 'post', runs['post']) }),
    postIf: condition(file, runs['post-if']),
  }
}

function definition(name: string, value: Readonly<Record<string, unknown>>): InputDefinition {
  const deprecation = value['deprecationMessage']
  return {
    name,
    default: text(value['default']),
    ...(deprecation === undefined ? {} : { deprecation: text(deprecation) }),
  }
}

function script(dir: string, file: string, key: string, value: unknown): string {
  if (typeof value !== 'string') throw new Error(`${file}: runs.${key} is missing`)
  const path = join(dir, value)
  if (!existsSync(path))
    throw new Error(`${file}: runs.${key} is ${value}, which does not exist; is the action bundled?`)
  return path
}

function condition(file: string, value: unknown): PostCondition {
  const found = conditions.find((one) => one === (value ?? 'always()'))
  if (found === undefined) throw new Error(`${file}: post-if is ${text(value)}; known are ${conditions.join(', ')}`)
  return found
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Scalars become text as in the runner, which reads `true` and `5` as such and `1.0` as 1. */
function text(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
