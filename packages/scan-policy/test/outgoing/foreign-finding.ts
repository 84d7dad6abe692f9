import fc from 'fast-check'
import type { PlacedFinding } from '../../src/placed.ts'
import { amd } from './verdicts.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '[a](b)', '{0}', '\uD800', '::error::x'),
)
/** A finding with everything in it that a scanner, or who feeds one, could write. */
export const foreignFinding: fc.Arbitrary<PlacedFinding> = fc.record({
  id: fc.uuid(),
  vulnerability: text.filter((one) => one !== ''),
  severity: fc.oneof(fc.constantFrom('CRITICAL', 'High', 'UNKNOWN'), text),
  packages: fc.array(fc.record({ name: text, version: text, fixedIn: text, path: text }), { maxLength: 3 }),
  uri: fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), text),
  title: text,
  description: fc.string({ unit: 'binary', maxLength: 3000 }),
  score: fc.double({ min: 0, max: 10, noNaN: true }),
  subject: fc.constantFrom(amd, { platform: '', digest: amd.digest }),
})
