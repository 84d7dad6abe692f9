import { refuseInput } from '@slipway/action-io'
import { packagePrefixProblem, parsePackages, tagPrefixProblem, type PackageSpec } from '@slipway/versioning'
import type { Inputs } from './inputs.ts'
import type { NamedVersions } from './read-versions.ts'
import { refuseLine } from './refuse-line.ts'

/** What is released together, or one by one, and what the tags of each begin with. */
export interface Packages {
  readonly packages: readonly PackageSpec[]
  readonly package: string | undefined
  readonly tagPrefix: string
}

export function readPackages({ values, attempt }: Inputs, named: NamedVersions): Packages {
  const prefix: string | undefined = attempt([], () => checkedPrefix(values['tag-prefix']))
  const packages: readonly PackageSpec[] | undefined = attempt([], () => readSpecs(values.packages))
  if (packages === undefined) return { packages: [], package: undefined, tagPrefix: prefix ?? '' }
  if (prefix !== undefined) attempt([], () => refuseUnfit(prefix, packages))
  const only = attempt([], () => readPackage(values.package, packages))
  if (values.package === '') attempt([], () => refuseVersionForAll(packages, values, named))
  return { packages, package: only, tagPrefix: prefix ?? '' }
}

function readSpecs(text: string): readonly PackageSpec[] {
  const packages = parsePackages(text)
  if (!('problem' in packages)) return packages
  throw refuseLine('packages', packages, 'write a name and its paths a line, such as "api: services/api libs/http"')
}

function readPackage(name: string, packages: readonly PackageSpec[]): string | undefined {
  if (name === '' || packages.some((each) => each.name === name)) return name || undefined
  const names = packages.map((each) => each.name).join(', ')
  throw refuseInput(
    `input package is "${name}", which is not among packages (${names === '' ? 'none are given' : names})`,
    names === '' ? 'set packages, or leave package out' : `set package to one of ${names}`,
  )
}

/** One version for several packages would be a guess. */
function refuseVersionForAll(
  packages: readonly PackageSpec[],
  values: Inputs['values'],
  { version, releaseAs }: NamedVersions,
): void {
  if (packages.length < 2 || (version ?? releaseAs) === undefined) return
  const input = version === undefined ? 'release-as' : 'version'
  throw refuseInput(
    `input ${input} is "${values[input]}", but packages has ${packages.length} of them`,
    `set package to the one that gets this version, e.g. package: ${packages[0]?.name}`,
  )
}

function checkedPrefix(prefix: string): string {
  const problem = tagPrefixProblem(prefix)
  if (problem === undefined) return prefix
  throw refuseInput(
    `input tag-prefix is "${prefix}", which cannot begin a tag: it ${problem}`,
    'set tag-prefix to what git allows in the name of a tag, e.g. v, api/v or nothing',
  )
}

function refuseUnfit(prefix: string, packages: readonly PackageSpec[]): void {
  if (packages.length === 0) refuseTemplate(prefix)
  else refuseSharedPrefix(prefix, packages)
}

function refuseTemplate(prefix: string): void {
  if (!prefix.includes('{package}')) return
  throw refuseInput(
    `input tag-prefix is "${prefix}", but there are no packages to name`,
    'set packages, or a tag-prefix without {package}, e.g. v',
  )
}

/** Each package has its own series of tags, and no tag may be read as one of another package's. */
function refuseSharedPrefix(template: string, packages: readonly PackageSpec[]): void {
  const found = packagePrefixProblem(template, packages)
  if (found === undefined) return
  const place = found.text === template ? '' : `, which gives the prefix "${found.text}"`
  throw refuseInput(
    `input tag-prefix is "${template}"${place}: it ${found.problem}`,
    'put {package} into tag-prefix, e.g. "{package}-v" for api-v1.2.3, or "{package}/v" for api/v1.2.3',
  )
}
