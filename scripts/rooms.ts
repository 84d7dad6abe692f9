import { parseSync, Visitor } from 'oxc-parser'
import { importsOf, roomOf, type Import, type Packages, type Sources } from './imports.ts'

/**
 * Packages that are a boundary to the outside: they are made of live adapters. Every other package is pure, or takes
 * the outside as ports; a new one is, until its name is here.
 */
export const boundaries: ReadonlySet<string> = new Set(
  ['action-io', 'aws', 'control-loop', 'git', 'github', 'oci', 'probe'].map((name) => `packages/${name}`),
)

/** Packages over ports: they know the types of the boundaries, and build none of them. */
export const overPorts: ReadonlySet<string> = new Set(['packages/service-deployment'])

/** What breaks a rule about who may know whom, one line each; by where things are, whatever their names. */
export function brokenRules(sources: Sources, packages: Packages): readonly string[] {
  const imports = [...sources].map(([file, text]) => [file, importsOf(file, text, packages)] as const)
  const graph = new Map(imports.map(([file, all]) => [file, all.flatMap(({ target }) => target ?? [])]))
  const broken = [...graph].flatMap(([file, targets]) => targets.flatMap((target) => forbidden(file, target) ?? []))
  const over = imports.flatMap(([file, all]) => all.flatMap((each) => reachingOver(file, each) ?? []))
  const adapters = [...sources].flatMap(([file, text]) => (mayBuildAdapters(file) ? [] : adaptersIn(file, text)))
  const circles = circlesOf(graph).map((circle) => `these files import each other in a circle: ${circle.join(', ')}`)
  return [...new Set([...broken, ...over, ...adapters, ...circles])]
}

const isSource = (file: string): boolean => /^(packages|actions|local-cloud)\/[^/]+\/src\/|^[^/]+\/src\//.test(file)
const isIn = (top: string, file: string): boolean => file.startsWith(`${top}/`)
const isRehearsedOn = (file: string): boolean => isIn('local-cloud', file) || isIn('workflow-runner', file)
const isProduct = (file: string): boolean => isIn('packages', file) || isIn('actions', file)
const standsAlone = (file: string): boolean => isIn('app', file)

function forbidden(file: string, target: string): string | undefined {
  const [from, to] = [roomOf(file), roomOf(target)]
  if (from === to || !isSource(file)) return undefined
  const told = `${file} imports ${target}`
  if (isIn('actions', file) && isIn('actions', target)) return `${told}: an action never imports an action`
  if (isIn('packages', file) && isIn('actions', target)) return `${told}: a package knows no action`
  if (isProduct(file) && !isProduct(target)) return `${told}: the product is built on packages only`
  if (isRehearsedOn(file) && !isRehearsedOn(target)) return `${told}: what it is rehearsed on knows nothing of ours`
  if (standsAlone(file)) return `${told}: the app imports nothing of ours`
  return undefined
}

const isTest = (file: string): boolean => /^([^/]+\/){1,2}test\/|^e2e\//.test(file)
/** No package: looks at the whole tree by its paths, and has no name to be imported by. */
const isScript = (file: string): boolean => isIn('scripts', file)

/** A relative import that leads into another room. */
function reachingOver(file: string, { specifier, target }: Import): string | undefined {
  if (target === undefined || !specifier.startsWith('.') || roomOf(file) === roomOf(target)) return undefined
  const told = `${file} imports ${target}`
  if (isTest(target)) return `${told}: what the tests of several rooms use stands in test-support`
  if (isScript(file) || isScript(target)) return undefined
  return `${told}: another room is imported by the name of its package`
}

function mayBuildAdapters(file: string): boolean {
  if (!isProduct(file) || !isSource(file) || boundaries.has(roomOf(file))) return true
  return isIn('actions', file) && /\/(main|live|[^/]+\.live)\.ts$/.test(file)
}

const live = /^(fetch|WebSocket|XMLHttpRequest|setTimeout|setInterval|setImmediate)$/

/** What only a live adapter does: it asks the network, waits, throws dice, or reads the process. */
function adaptersIn(file: string, text: string): readonly string[] {
  const found: string[] = []
  const add = (what: string): void => {
    found.push(`${file} has ${what}: live adapters are built in main.ts, live.ts or *.live.ts only`)
  }
  new Visitor({
    NewExpression({ callee }) {
      const name = callee.type === 'MemberExpression' ? nameOf(callee.property) : nameOf(callee)
      if (/Client$|^(WebSocket|XMLHttpRequest)$/.test(name)) add(`new ${name}`)
    },
    VariableDeclarator({ init, id }) {
      if (id.type === 'ObjectPattern' && nameOf(init) === 'process') add('parts of process')
    },
    CallExpression({ callee }) {
      if (callee.type === 'Identifier' && live.test(callee.name)) add(callee.name)
    },
    ImportDeclaration({ source, specifiers }) {
      if (!/^(node:)?(timers(\/promises)?|process)$/.test(source.value)) return
      for (const { local } of specifiers) add(`${local.name} of ${source.value}`)
    },
    MemberExpression({ object, property }) {
      const [owner, name] = [nameOf(object), nameOf(property)]
      const member = `${owner}.${name}`
      const isGlobal = /^global(This)?$/.test(owner) && live.test(name)
      if (/^(process\.env|Math\.random|Date\.now)$/.test(member) || isGlobal) add(member)
    },
  }).visit(parseSync(file, text).program)
  return found
}

/** Of an identifier, or of a member in brackets. */
function nameOf(node: { readonly type: string } | null): string {
  if (node === null) return ''
  if (node.type === 'Identifier') return (node as { readonly type: string; readonly name: string }).name
  return node.type === 'Literal' ? String((node as { readonly type: string; readonly value?: unknown }).value) : ''
}

/** Groups of files that lead back to themselves, types included (Tarjan's strongly connected components). */
export function circlesOf(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const circles: string[][] = []
  const place = new Map<string, { index: number; low: number; open: boolean }>()
  const path: string[] = []
  const visit = (file: string): { index: number; low: number; open: boolean } => {
    const own = { index: place.size, low: place.size, open: true }
    place.set(file, own)
    path.push(file)
    for (const target of graph.get(file) ?? []) {
      if (!graph.has(target)) continue
      if (target === file) circles.push([file])
      const other = place.get(target) ?? visit(target)
      if (other.open) own.low = Math.min(own.low, other.low)
    }
    if (own.low === own.index) {
      const circle = path.splice(path.indexOf(file))
      for (const each of circle) (place.get(each) ?? own).open = false
      if (circle.length > 1) circles.push(circle.toSorted())
    }
    return own
  }
  for (const file of graph.keys()) if (!place.has(file)) visit(file)
  return circles
}
