import { describe, expect, it } from 'vitest'
import { formerPlaces, placeOf, withFormer, type Move } from '../../src/index.ts'

/** `from > to` each, newest first. */
const moves = (...lines: readonly string[]): readonly Move[] =>
  lines.map((line) => {
    const [from = '', to = ''] = line.split(' > ')
    return { from, to }
  })

it.for<readonly [pattern: string, place: string | undefined]>([
  ['services/api', 'services/api'],
  ['services/*', 'services'],
  ['services/a*/src', 'services'],
  ['services/api/**/*.ts', 'services/api'],
  ['go.?od', undefined],
  ['**/api', undefined],
  ['.', undefined],
  ['**', undefined],
])('%s is at %s', ([pattern, place]) => {
  expect(placeOf(pattern)).toBe(place)
})

describe('what is at apps/api', () => {
  it.for<readonly [name: string, newestFirst: readonly Move[], former: readonly string[]]>([
    ['was never elsewhere', moves('services/web/a > apps/web/a'), []],
    [
      'was moved as a folder',
      moves('services/api/a > apps/api/a', 'services/api/b/c > apps/api/b/c'),
      ['services/api'],
    ],
    ['was renamed', moves('apps/server/a > apps/api/a'), ['apps/server']],
    ['was moved twice', moves('services/api/a > apps/api/a', 'api/b > services/api/b'), ['services/api', 'api']],
    ['was moved from two places', moves('a/x > apps/api/x', 'b/y > apps/api/y'), ['a', 'b']],
    ['is a file that was moved', moves('api > apps/api'), ['api']],
    ['came from the root, which is no folder of its own', moves('src/a > apps/api/src/a'), []],
    ['got a file that lay elsewhere below', moves('libraries/http/a > apps/api/src/a'), []],
    ['has a longer name', moves('services/api2/a > apps/api2/a'), []],
    ['went on from there', moves('apps/api/a > services/api/a'), []],
    ['was moved later than to a place it left before', moves('x/a > y/a', 'y/a > apps/api/a'), ['y']],
  ])('%s', ([, newestFirst, former]) => {
    expect(formerPlaces('apps/api', newestFirst)).toEqual(former)
  })
})

it('a package has what it has also where it was before', () => {
  const spec = {
    name: 'api',
    include: ['apps/api', 'apps/api/x/*.ts', 'apps/apis', 'libs'],
    exclude: ['apps/api/docs', '**/*.md'],
  }
  expect(withFormer(spec, 'apps/api', 'services/api')).toEqual({
    name: 'api',
    include: [...spec.include, 'services/api', 'services/api/x/*.ts'],
    exclude: [...spec.exclude, 'services/api/docs'],
  })
})
