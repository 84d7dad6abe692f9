import { toJson, toSarif, type GateEnd } from '@slipway/scan-policy'
import type { PushInputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import type { Known } from './result.ts'

/** Writes what was found for later steps, and gives the paths. */
export async function writeFindings(
  end: GateEnd,
  { image }: Known,
  { toolVersion, sarifLocation: location }: PushInputs,
  { files }: Pick<Ports, 'files'>,
): Promise<Known['files']> {
  const context = { image, toolVersion, location }
  return {
    findings: await files.write('findings.json', toJson(end, context)),
    sarif: await files.write('findings.sarif', toSarif(end, context)),
  }
}
