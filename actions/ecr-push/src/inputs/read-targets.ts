import { invalidInput, missingInput, refuseInput } from '@slipway/action-io'
import type { ImageName, Limits, Target } from './push-inputs.ts'
import { isDigestName, parseImageName } from './read-names.ts'
import { isTagName, refuseTag } from './tag-problem.ts'

const forms = 'tag:NAME, sha256:…, or ecs:CLUSTER/SERVICE'

export function readTargets(items: readonly string[]): readonly Target[] {
  if (items.length === 0) {
    throw missingInput('targets', `set targets to what is to be judged again, one a line: ${forms}`)
  }
  return [...new Set(items)].map((item) => readTarget('targets', item))
}

export function readNewOnly(text: string): Target | undefined {
  return text === '' ? undefined : readTarget('new-only', text)
}

export function readBaseImage(text: string, layers: Limits['layers']): ImageName | undefined {
  if (text === '') return undefined
  const name = parseImageName(text)
  if (name === undefined) {
    throw invalidInput('base-image', text, 'NAME:TAG or NAME@sha256:… of the same registry, e.g. base/node:24')
  }
  if (layers === 'own') return name
  throw refuseInput(`input base-image is "${text}", and layers: all lets every layer count`, 'set layers: own')
}

function readTarget(input: string, text: string): Target {
  if (isDigestName(text)) return { kind: 'digest', digest: text }
  const [, tag] = /^tag:(.+)$/s.exec(text) ?? []
  if (tag !== undefined) {
    if (!isTagName(tag)) throw refuseTag(input, text, tag)
    return { kind: 'tag', tag }
  }
  const [, cluster, service] = /^ecs:([\w-]{1,255})\/([\w-]{1,255})$/.exec(text) ?? []
  if (cluster === undefined || service === undefined) throw invalidInput(input, text, forms)
  return { kind: 'ecs', cluster, service }
}
