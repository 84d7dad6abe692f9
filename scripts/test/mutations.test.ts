import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { applied, mutations } from '../mutations.ts'

it.for(mutations.map((mutation) => [mutation.name, mutation] as const))('still applies: %s', async ([, mutation]) => {
  const text = await readFile(join(import.meta.dirname, '..', '..', mutation.file), 'utf8')
  // While a mutation is tried its `after` stands there: this test must not be what sees it.
  expect(text.includes(mutation.after) || applied(mutation, text) !== text).toBe(true)
})

it('an edit that no longer applies is an error', () => {
  const mutation = { name: 'x', file: 'y.ts', before: 'a', after: 'b' }
  expect(() => applied(mutation, 'c')).toThrow('applies 0 times to y.ts')
  expect(() => applied(mutation, 'aa')).toThrow('applies 2 times to y.ts')
})
