import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

/** The sources of a tree: path from its root to text. */
export type Sources = ReadonlyMap<string, string>

/** One import or re-export, of types too. */
export interface Import {
  readonly specifier: string
  /** The file, from the root; `undefined` for what is not of this tree. */
  readonly target: string | undefined
}

/** Workspace packages: name to folder and `exports`, whose keys are as in package.json. */
export type Packages = ReadonlyMap<
  string,
  { readonly folder: string; readonly exports: Readonly<Record<string, string>> }
>

const rooms = '{packages,actions,local-cloud}/*,{app,rehearsal,workflow-runner,e2e,bench,test-support,scripts}'
const generated = /(^|\/)(node_modules|lib|dist)\//

export function readSources(root: string): Sources {
  const files = globSync(`{${rooms}}/**/*.ts`, { cwd: root }).filter((file) => !generated.test(file))
  return new Map(files.toSorted().map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}

export function readPackages(root: string): Packages {
  const manifests = globSync(`{${rooms}}/package.json`, { cwd: root })
  return new Map(manifests.map((path) => packageIn(dirname(path), JSON.parse(readFileSync(join(root, path), 'utf8')))))
}

interface PackageJson {
  readonly name: string
  readonly exports?: Readonly<Record<string, string | { readonly '@slipway/source'?: string }>>
}

function packageIn(
  folder: string,
  { name, exports = {} }: PackageJson,
): [string, { folder: string; exports: Record<string, string> }] {
  const sources = Object.entries(exports).map(([key, to]) => [
    key,
    typeof to === 'string' ? to : (to['@slipway/source'] ?? ''),
  ])
  return [name, { folder, exports: Object.fromEntries(sources) as Record<string, string> }]
}

/** What a file imports, in its order. */
export function importsOf(file: string, text: string, packages: Packages): readonly Import[] {
  const specifiers: string[] = []
  const add = ({ source }: { readonly source: { readonly value?: unknown } | null }): void => {
    if (typeof source?.value === 'string') specifiers.push(source.value)
  }
  new Visitor({
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    ImportExpression: add as (node: { readonly source: object }) => void,
    TSImportType: add,
  }).visit(parseSync(file, text).program)
  return specifiers.map((specifier) => ({ specifier, target: targetOf(file, specifier, packages) }))
}

function targetOf(file: string, specifier: string, packages: Packages): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier))
  const [scope = '', name = '', ...rest] = specifier.split('/')
  const found = packages.get(`${scope}/${name}`)
  if (found === undefined) return undefined
  const key = ['.', ...rest].join('/')
  const pattern = Object.entries(found.exports).find(([each]) => each === key || each === './*')
  const path = pattern?.[1].replace('*', rest.join('/')) ?? 'src/index.ts'
  return normalize(join(found.folder, path))
}

/** The room of a file: the folder of its package, or the top-level folder. */
export function roomOf(file: string): string {
  const [top = '', name = ''] = file.split('/')
  return ['packages', 'actions', 'local-cloud'].includes(top) ? `${top}/${name}` : top
}
