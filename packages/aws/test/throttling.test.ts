import { expect, it } from 'vitest'
import { createEcr } from '../src/ecr.ts'
import { createInspector } from '../src/inspector.ts'
import { startWire, type WireAnswer } from './wire.ts'

/** What AWS calls it: by name, and by status alone. */
const refusals: readonly (readonly [string, WireAnswer])[] = [
  ['ThrottlingException', { code: 'ThrottlingException' }],
  ['ThrottlingException with 429', { code: 'ThrottlingException', status: 429 }],
  ['TooManyRequestsException', { code: 'TooManyRequestsException', status: 429 }],
  ['ServerException', { code: 'ServerException', status: 500 }],
]

it.for(refusals)('%s is asked again, within one call', async ([, answer]) => {
  const wire = await startWire((_, __, call) => (call <= 3 ? answer : { body: { value: 'ENABLED' } }))
  expect(await createEcr().accountSetting('BLOB_MOUNTING')).toBe('ENABLED')
  expect(wire.calls.length).toBe(4)
})

it("Inspector's throttling is asked again too, page by page", async () => {
  const wire = await startWire((_, { nextToken }, call) => {
    if (call % 2 === 1) return { code: 'ThrottlingException', status: 429 }
    return { body: nextToken === undefined ? { findings: [], nextToken: 't' } : { findings: [] } }
  })
  expect(await createInspector().findings('app', 'sha256:a')).toEqual([])
  expect(wire.calls.map(({ input }) => input['nextToken'])).toEqual([undefined, undefined, 't', 't'])
})
