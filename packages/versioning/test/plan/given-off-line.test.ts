import { expect, it } from 'vitest'
import { plan, type Example } from './plan-examples.ts'

const on: Example['on'] = { kind: 'maintenance', major: 1, minor: undefined }

it.for<[given: string, code: string | undefined]>([
  ['2.0.0', 'BREAKS_MAINTENANCE_LINE'],
  ['2.0.0-rc.1', 'BREAKS_MAINTENANCE_LINE'],
  ['1.3.0', undefined],
  ['1.0.0', 'VERSION_NOT_ABOVE_BASE'],
])('a version that is given on 1.x keeps to it: %s', ([given, code]) => {
  const planned = plan({ on, base: '1.2.3', commits: ['fix: a'], given })
  expect(planned.refusal?.code).toBe(code)
})

it.for<Example>([{ given: '2.0.0' }, { releaseAs: '2.0.0' }])('what to do about it is to name another: %j', (asked) => {
  const planned = plan({ on, base: '1.2.3', commits: ['fix: a'], ...asked })
  expect(planned.refusal?.remedy).toBe('give a version of 1.x, or release it from another branch')
})
