import type { PackageSpec } from './package-spec.ts'
import type { Problem } from '../problem.ts'
import { tagPrefixProblem } from '../tags/tag-name.ts'
import { parseVersion } from '../version.ts'

/**
 * The packages of a text with one `name: path-or-glob … !exclude …` on a line; blank lines and those that begin with #
 * say nothing. Paths are those of the repository, with forward slashes; `.` is the whole of it.
 */
export function parsePackages(text: string): readonly PackageSpec[] | Problem {
  const specs: PackageSpec[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    const spec = parsePackage(trimmed)
    const problem = typeof spec === 'string' ? spec : repeated(specs, spec)
    if (problem !== undefined) return { problem, text: trimmed, line: index + 1 }
    if (typeof spec !== 'string') specs.push(spec)
  }
  return specs
}

/** What stands for a package's name in a template of tag prefixes. */
const placeholder = '{package}'

/** The tag prefix of one package: `api-v` from `{package}-v`. */
export function packagePrefix(template: string, name: string): string {
  return template.replaceAll(placeholder, () => name)
}

/** What keeps a template from giving each package tags of its own. */
export function packagePrefixProblem(template: string, specs: readonly PackageSpec[]): Problem | undefined {
  if (!template.includes(placeholder)) {
    return { problem: `has no ${placeholder}, so that all packages would share their tags`, text: template }
  }
  const prefixes = specs.map(({ name }) => packagePrefix(template, name))
  for (const prefix of prefixes) {
    const problem = tagPrefixProblem(prefix)
    if (problem !== undefined) return { problem, text: prefix }
    const other = prefixes.find((longer) => isReadAs(prefix, longer))
    if (other !== undefined)
      return { problem: `also begins the tags of "${other}", as if these were its versions`, text: prefix }
  }
  return undefined
}

function isReadAs(prefix: string, longer: string): boolean {
  return (
    longer !== prefix && longer.startsWith(prefix) && parseVersion(`${longer.slice(prefix.length)}1.0.0`) !== undefined
  )
}

function parsePackage(line: string): PackageSpec | string {
  const match = /^([^\s:]+)\s*:(.*)$/s.exec(line)
  if (match === null) return 'is not of the form "name: path … !exclude …"'
  const [name = '', patterns = ''] = match.slice(1)
  const all = patterns.split(/\s+/).filter((pattern) => pattern !== '')
  const wrong = all.find((pattern) => isOutside(pattern))
  if (wrong !== undefined) return `has "${wrong}", which is no path in the repository`
  const include = all.filter((pattern) => !pattern.startsWith('!')).map(normalPath)
  const exclude = all.filter((pattern) => pattern.startsWith('!')).map((pattern) => normalPath(pattern.slice(1)))
  if (include.length === 0) return 'names no path that belongs to the package; "." is the whole repository'
  return { name, include, exclude }
}

function isOutside(pattern: string): boolean {
  return pattern === '!' || /(^!?|\/)\.\.(\/|$)/.test(pattern) || pattern.includes('\\')
}

/** Without the parts of a path that lead nowhere: `./a//b/` is `a/b`. */
function normalPath(pattern: string): string {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.')
  return parts.length === 0 ? '.' : parts.join('/')
}

function repeated(specs: readonly PackageSpec[], { name }: PackageSpec): string | undefined {
  return specs.some((spec) => spec.name === name) ? `names the package "${name}" again` : undefined
}
