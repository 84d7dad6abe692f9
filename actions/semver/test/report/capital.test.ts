import { expect, it } from 'vitest'
import { capital } from '../../src/report/foreign-text.ts'

it.for<[text: string, shown: string]>([
  ['first release; 1234567 asks for minor', 'First release; 1234567 asks for minor'],
  ['superseded: v1.2.0 is on a later commit', 'Superseded: v1.2.0 is on a later commit'],
  ['release-as asks for 2.0.0', 'Release-as asks for 2.0.0'],
  ['f8976f7 asks for patch', 'f8976f7 asks for patch'],
  ['abcdefa asks for patch', 'abcdefa asks for patch'],
  ['v1.2.0 is on this commit already', 'v1.2.0 is on this commit already'],
  ['api-v1.2.0 is on this commit already', 'api-v1.2.0 is on this commit already'],
  ['', ''],
])('%j begins a sentence as %j', ([text, shown]) => {
  expect(capital(text)).toBe(shown)
})
