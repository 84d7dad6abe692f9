import { expect, it } from 'vitest'
import { strangeCalls } from '../src/rehearse.ts'
import { reportOf, type Rehearsed } from '../src/report/report-of.ts'

const quiet: Rehearsed = {
  ...{ startedAt: 0, endedAt: 1000, loadedAt: 0, speed: 30, version: '1.0.0', commit: 'abc1234' },
  ...{ played: [], wanted: 0, samples: [], builds: [], notes: ['a note'], trouble: [], tooBusy: '' },
}

it('a rehearsal with trouble beside its scenarios did not end as expected, and says why', () => {
  expect(reportOf(quiet)).toMatchObject({ ok: true, notes: ['a note'] })
  const violation = { service: 'ecs', operation: 'UpdateService', where: 'response', problem: 'x is missing' } as const
  const trouble = strangeCalls([violation, violation])
  expect(trouble).toEqual(['The response of ecs UpdateService is not as AWS has it: x is missing.'])
  expect(reportOf({ ...quiet, trouble })).toMatchObject({ ok: false, notes: ['a note', ...trouble] })
})
