import { inputs, invalidInput, type InputErrorCode } from '@slipway/action-io'
import { Failure } from '@slipway/outcome'
import type { ImageName, Target } from './push-inputs.ts'
import { isDigestName, isTagName, parseImageName } from './read-names.ts'
import { refuseInput } from './refuse-input.ts'

const forms = 'tag:NAME, sha256:…, or ecs:CLUSTER/SERVICE'

export function readTargets(): readonly Target[] {
  const items = inputs.list('targets')
  if (items.length === 0) {
    throw new Failure<InputErrorCode>('INPUT_MISSING', 'input targets is empty', {
      remedy: `set targets to what is to be judged again, one a line: ${forms}`,
    })
  }
  return [...new Set(items)].map((item) => {
    const target = parseTarget(item)
    if (target === undefined) throw invalidInput('targets', item, forms)
    return target
  })
}

export function readNewOnly(): Target | undefined {
  const text = inputs.text('new-only')
  if (text === '') return undefined
  const target = parseTarget(text)
  if (target === undefined) throw invalidInput('new-only', text, forms)
  return target
}

export function readBaseImage(layers: string): ImageName | undefined {
  const text = inputs.text('base-image')
  if (text === '') return undefined
  const name = parseImageName(text)
  if (name === undefined) {
    throw invalidInput('base-image', text, 'NAME:TAG or NAME@sha256:… of the same registry, e.g. base/node:24')
  }
  if (layers === 'own') return name
  throw refuseInput(`input base-image is "${text}", and layers: all lets every layer count`, 'set layers: own')
}

function parseTarget(text: string): Target | undefined {
  if (isDigestName(text)) return { kind: 'digest', digest: text }
  const [, tag] = /^tag:(.+)$/.exec(text) ?? []
  if (tag !== undefined) return isTagName(tag) ? { kind: 'tag', tag } : undefined
  const [, cluster, service] = /^ecs:([\w-]{1,255})\/([\w-]{1,255})$/.exec(text) ?? []
  return cluster === undefined || service === undefined ? undefined : { kind: 'ecs', cluster, service }
}
