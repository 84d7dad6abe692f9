import { missingInput } from '@slipway/action-io'
import { parseSource, type Source } from '@slipway/oci'
import { isOtherRegistry, otherRegistry } from '../repository/other-registry.ts'
import type { Mode } from './push-inputs.ts'

/** Before a build there may be no source yet; a recheck has none. */
export function readSource(mode: Mode, text: string): Source | undefined {
  if (text === '' && mode === 'release') throw missingInput('source')
  if (text === '') return undefined
  const source = parseSource(text)
  if (source.transport === 'registry' && source.host !== undefined && isOtherRegistry(source.host)) {
    throw otherRegistry('source', source.host, source.repository)
  }
  return source
}
