import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { actionNames } from './bundle.ts'

const root = join(import.meta.dirname, '..')

interface Described {
  readonly description?: string
  readonly required?: boolean
  readonly default?: string | number | boolean
}

export interface Manifest {
  readonly name: string
  readonly description: string
  readonly inputs?: Readonly<Record<string, Described>>
  readonly outputs?: Readonly<Record<string, Described>>
}

/** The README with the tables of its manifest between the markers; throws when a marker is missing. */
export function withTables(readme: string, manifest: Manifest): string {
  const inputs = table(
    ['Input', 'Default', 'What it is'],
    Object.entries(manifest.inputs ?? {}).map(([name, input]) => [
      `\`${name}\``,
      shown(input),
      cell(input.description),
    ]),
  )
  const outputs = table(
    ['Output', 'What it is'],
    Object.entries(manifest.outputs ?? {}).map(([name, output]) => [`\`${name}\``, cell(output.description)]),
  )
  return between(between(readme, 'inputs', inputs), 'outputs', outputs)
}

/** The text with `content` between `<!-- NAME:start -->` and `<!-- NAME:end -->`. */
export function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`no ${start} … ${end}`)
  return `${text.slice(0, from)}${start}\n\n${content}\n\n${text.slice(to)}`
}

function shown(input: Described): string {
  if (input.required === true) return '**required**'
  const value = String(input.default ?? '')
  return value === '' ? '' : `\`${value}\``
}

function cell(text = ''): string {
  return text
    .trim()
    .replaceAll(/(?<!\s)\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

async function manifestOf(action: string): Promise<Manifest> {
  return parse(await readFile(join(root, 'actions', action, 'action.yml'), 'utf8')) as Manifest
}

/** Every generated document: path to what it should hold. */
async function documents(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const rows: string[][] = []
  for (const name of await actionNames()) {
    const manifest = await manifestOf(name)
    const path = `actions/${name}/README.md`
    found.set(path, withTables(await readFile(join(root, path), 'utf8'), manifest))
    rows.push([`[\`${name}\`](actions/${name}/README.md)`, cell(manifest.description)])
  }
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const workflow = await readFile(join(root, 'workflows-examples/minimal.yml'), 'utf8')
  const withActions = between(readme, 'actions', table(['Action', 'What it does'], rows))
  found.set('README.md', between(withActions, 'workflow', `\`\`\`yaml\n${workflow.trim()}\n\`\`\``))
  return found
}

if (import.meta.main) {
  const check = process.argv.includes('--check')
  for (const [path, text] of await documents()) {
    if ((await readFile(join(root, path), 'utf8')) === text) continue
    if (!check) {
      await writeFile(join(root, path), text)
      console.log(`wrote ${path}`)
      continue
    }
    console.error(`${path} is older than action.yml; fix it with: npx -y pnpm@12 run docs`)
    process.exitCode = 1
  }
}
