import { inputs } from '@slipway/action-io'
import { packagePrefixProblem, parsePackages, tagPrefixProblem, type PackageSpec } from '@slipway/versioning'
import type { NamedVersions } from './read-versions.ts'
import { refuseInput, refuseLine } from './refuse-input.ts'

/** What is released together, or one by one, and what the tags of each begin with. */
export interface Packages {
  readonly packages: readonly PackageSpec[]
  readonly package: string | undefined
  readonly tagPrefix: string
}

export function readPackages(env: NodeJS.ProcessEnv, named: NamedVersions): Packages {
  const packages = parsePackages(inputs.text('packages'))
  if ('problem' in packages) {
    throw refuseLine('packages', packages, 'write a name and its paths a line, such as "api: services/api libs/http"')
  }
  const only = readPackage(packages)
  refuseVersionForAll(packages, only, named)
  const tagPrefix = readTagPrefix(env)
  if (packages.length === 0) refuseTemplate(tagPrefix)
  else refuseSharedPrefix(tagPrefix, packages)
  return { packages, package: only, tagPrefix }
}

function readPackage(packages: readonly PackageSpec[]): string | undefined {
  const name = inputs.text('package')
  if (name === '' || packages.some((each) => each.name === name)) return name || undefined
  const names = packages.map((each) => each.name).join(', ')
  throw refuseInput(
    `input package is "${name}", which is not among packages (${names === '' ? 'none are given' : names})`,
    names === '' ? 'set packages, or leave package out' : `set package to one of ${names}`,
  )
}

/** One version for several packages would be a guess. */
function refuseVersionForAll(packages: readonly PackageSpec[], only: string | undefined, named: NamedVersions): void {
  const input = named.version === undefined ? 'release-as' : 'version'
  if (packages.length < 2 || only !== undefined || (named.version ?? named.releaseAs) === undefined) return
  throw refuseInput(
    `input ${input} is "${inputs.text(input)}", but packages has ${packages.length} of them`,
    `set package to the one that gets this version, e.g. package: ${packages[0]?.name}`,
  )
}

/** An empty prefix is a choice; only a prefix that nobody gave is the default. */
function readTagPrefix(env: NodeJS.ProcessEnv): string {
  const prefix = env['INPUT_TAG-PREFIX'] === undefined ? 'v' : inputs.text('tag-prefix')
  const problem = tagPrefixProblem(prefix)
  if (problem === undefined) return prefix
  throw refuseInput(
    `input tag-prefix is "${prefix}", which cannot begin a tag: it ${problem}`,
    'set tag-prefix to what git allows in the name of a tag, e.g. v, api/v or nothing',
  )
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
