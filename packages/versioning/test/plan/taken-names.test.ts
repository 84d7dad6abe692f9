import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readNames, tagsOfRelease } from '../../src/plan/taken-names.ts'

const release = { major: 1, minor: 2, patch: 3, prerelease: [], build: [] }
const names = [
  'v1.2.3',
  'v1.2.3-rc.1',
  'v1.2.3+5',
  'v1.2.30',
  'v1.2',
  'v1.2.3.4',
  '1.2.3',
  'v1.2.3-',
  'v11.2.3',
  'x1.2.3',
  'av1.2.3',
]

it('finds the same tags of a release however often it was asked before', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...names)), fc.uniqueArray(fc.constantFrom(...names)), (listed, met) => {
      const tags = listed.map((name) => ({ name, commit: 'a' }))
      const reachable = met.map((name) => ({ name, commit: 'a', version: release }))
      const asked = {
        line: { kind: 'stable' },
        prefix: 'v',
        head: 'h',
        reachable,
        tags,
        burned: new Set<string>(),
      } as const
      const found = readNames(asked, [])
      const first = tagsOfRelease(found, release).map(({ name }) => name)
      const expected = new Set([...listed, ...met])
      expect(first.toSorted()).toEqual(['v1.2.3', 'v1.2.3+5', 'v1.2.3-rc.1'].filter((name) => expected.has(name)))
      for (let again = 0; again < 8; again++)
        expect(tagsOfRelease(found, release).map(({ name }) => name)).toEqual(first)
    }),
  )
})
