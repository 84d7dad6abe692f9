import { expect, it } from 'vitest'
import { refuseVersion } from '../../src/index.ts'
import { release, version } from '../examples.ts'

const head = 'a'.repeat(40)

const remedyOf = (text: string): string | undefined => {
  const tags = [{ name: `v${text}`, commit: 'b'.repeat(40) }]
  const refusal = refuseVersion({
    version: version(text),
    tag: `v${text}`,
    prefix: 'v',
    head,
    base: release('1.2.0'),
    tags,
  })
  expect(refusal?.code).toBe('VERSION_TAKEN')
  return refusal?.remedy
}

it('a taken version above the base is got past by merging what has it', () => {
  expect(remedyOf('1.3.0')).toContain('up to date')
})

it.for(['1.2.0', '1.1.0'])('a taken version that is not above the base is not: %s', (text) => {
  expect(remedyOf(text)).toBe('give a version above 1.2.0, or none')
})
