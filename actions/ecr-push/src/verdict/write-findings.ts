import { describe } from '@slipway/outcome'
import { toJson, toSarif, type GateEnd } from '@slipway/scan-policy'
import type { ResultSoFar } from '../result.ts'
import type { RunContext } from '../run-context.ts'

/**
 * Writes what was found for later steps, and gives the paths. A full disk changes no verdict. There is no SARIF of an image
 * that was not looked at to the end: uploading it would close the alerts of what was not seen.
 */
export async function writeFindings(
  end: GateEnd,
  { inputs, ports: { files, log }, progress }: RunContext,
): Promise<ResultSoFar['files']> {
  const { toolVersion, sarifLocation: location } = inputs
  const context = { image: progress.soFar.image, toolVersion, location }
  try {
    return {
      findings: await files.write('findings.json', toJson(end, context)),
      sarif: end.whole ? await files.write('findings.sarif', toSarif(end, context)) : '',
    }
  } catch (error) {
    log.warning(`the findings could not be written: ${describe(error)}`)
    return { findings: '', sarif: '' }
  }
}
