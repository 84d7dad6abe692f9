import { inputs } from '@slipway/action-io'
import { parseSource, type Source } from '@slipway/oci'
import type { Mode } from './push-inputs.ts'

/** Before a build there may be no source yet; a recheck has none. */
export function readSource(mode: Mode): Source | undefined {
  const text = mode === 'release' ? inputs.required('source') : inputs.text('source')
  return text === '' ? undefined : parseSource(text)
}
