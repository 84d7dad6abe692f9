import type { EcrRepository } from '@slipway/aws/ecr'
import type { Image } from '@slipway/oci'
import { parseIgnores, type Ignore, type Rules } from '@slipway/scan-policy'
import { readBaseLayers } from './base-layers.ts'
import { readBaseline } from './baseline.ts'
import type { Limits, PushInputs } from '../inputs.ts'
import { readText } from './judge-reports.ts'
import type { Ports } from '../ports.ts'
import type { RunContext } from '../run-context.ts'

/** The user's rules with everything they refer to, and what a reader should know of that. */
export interface ReadRules {
  readonly rules: Rules
  readonly notes: readonly string[]
}

/** The rules for one image: with the findings and layers that it is compared with, as they are now. */
export async function rulesFor(context: RunContext, image: Image, repository: EcrRepository): Promise<ReadRules> {
  const { inputs, ports } = context
  const { limits, newOnly } = inputs
  const ignores = await readIgnores(inputs, ports)
  const candidate = image.root.descriptor.digest
  const compared =
    newOnly === undefined ? { notes: [] } : await readBaseline({ target: newOnly, repository, candidate }, context)
  const own = limits.layers === 'own'
  const baseLayers = own ? await readBaseLayers(context, image, repository) : undefined
  const rules: Rules = {
    ...plainRules(limits, ignores),
    ...('baseline' in compared ? { baseline: compared.baseline } : {}),
    ...(baseLayers === undefined ? {} : { baseLayers }),
  }
  return { rules, notes: compared.notes }
}

/** The rules as far as no other image is needed for them. */
export function plainRules({ cvss, epss, ...limits }: Limits, ignores: readonly Ignore[]): Rules {
  return { ...limits, ignores, ...(cvss === undefined ? {} : { cvss }), ...(epss === undefined ? {} : { epss }) }
}

export async function readIgnores(
  { ignoreFile }: PushInputs,
  { files }: Pick<Ports, 'files'>,
): Promise<readonly Ignore[]> {
  if (ignoreFile === '') return []
  return parseIgnores(await readText(ignoreFile, 'ignore-file', files), ignoreFile)
}
