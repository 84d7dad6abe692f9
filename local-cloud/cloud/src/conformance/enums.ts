import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Model } from '@slipway/local-cloud-frame/model'

/** Values that a member may have: of itself, of its items or map values, or as keys of a map. */
export interface MemberEnums {
  readonly values?: ReadonlySet<string>
  readonly keys?: ReadonlySet<string>
}

/** Structure name to member name to its enums. */
export type Enums = ReadonlyMap<string, ReadonlyMap<string, MemberEnums>>

/**
 * Values that an API page gives and the SDK's enum object lacks, by enum name.
 * The stage is in the list of https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html,
 * the status in that of https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanStatus.html.
 */
const documented: Readonly<Record<string, readonly string[]>> = {
  ServiceDeploymentLifecycleStage: ['PRE_PRODUCTION_TRAFFIC_SHIFT'],
  ScanStatus: ['IMAGE_SIZE_EXCEEDED'],
}

/**
 * Which member has which enum. In the schemas an enum is a plain string; the client's declarations name it
 * (`launchType?: LaunchType | undefined`), and the client exports an object of that name with the values.
 */
export function readEnums(model: Model): Enums {
  const folder = join(packageFolder(model.packageName), 'dist-types', 'models')
  const files = readdirSync(folder).filter((name) => name.startsWith('models_'))
  const enums = new Map<string, Map<string, MemberEnums>>()
  for (const file of files) readDeclarations(readFileSync(join(folder, file), 'utf8'), model.exports, enums)
  return enums
}

/** Folder of an installed package, from its main file: `package.json` is not always exported. */
export function packageFolder(name: string): string {
  const main = createRequire(import.meta.url).resolve(name)
  return dirname(dirname(main))
}

function readDeclarations(
  text: string,
  exports: Readonly<Record<string, unknown>>,
  enums: Map<string, Map<string, MemberEnums>>,
): void {
  for (const declared of text.split(/^export interface /m).slice(1)) {
    const [, name = ''] = /^(\w+) \{\n/.exec(declared) ?? []
    const body = declared.slice(0, declared.indexOf('\n}') + 1)
    const members = new Map<string, MemberEnums>()
    for (const [, member = '', type = ''] of body.matchAll(/^ {4}(\w+)\??: (.+?)(?: \| undefined)?;$/gm)) {
      const found = memberEnums(type, exports)
      if (found !== undefined) members.set(member, found)
    }
    if (members.size > 0) enums.set(name, members)
  }
}

function memberEnums(type: string, exports: Readonly<Record<string, unknown>>): MemberEnums | undefined {
  const record = /^(?:Partial<)?Record<(\w+), (\w+)(?:\[\])?>>?$/.exec(type)
  const keys = enumValues(record?.[1], exports)
  const values = enumValues(record?.[2] ?? type.replace(/\[\]$/, ''), exports)
  if (keys === undefined && values === undefined) return undefined
  return { ...(keys && { keys }), ...(values && { values }) }
}

function enumValues(name = '', exports: Readonly<Record<string, unknown>>): ReadonlySet<string> | undefined {
  const value = exports[name]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const values = Object.values(value)
  if (values.length === 0 || !values.every((entry) => typeof entry === 'string')) return undefined
  return new Set([...values, ...(documented[name] ?? [])])
}
