import { describe } from 'vitest'
import { atTest, decides, handled, passed } from './decide-rows.ts'
import { now } from './observations.ts'

const cancelled = { cancelledAt: now }

describe('cancelled', () => {
  decides([
    { name: 'cancelled: stop', seen: cancelled, is: 'stop' },
    { name: 'cancelled at a pause: stop', seen: cancelled, of: atTest, is: 'stop' },
    {
      name: 'cancelled and stopped: end',
      seen: { ...cancelled, stop: { kind: 'sent' } },
      is: 'inconclusive cancelled',
      because: /^cancelled; ECS was asked to roll sd\/1 back, and does so by itself$/,
    },
    { name: 'cancelled long ago, and AWS answers again: stop', seen: cancelled, at: 5_000, is: 'stop' },
    {
      name: 'cancelled in a status that is not known: stop',
      seen: cancelled,
      of: { status: 'MEDITATING' },
      is: 'stop',
    },
    {
      name: 'cancelled, stopped, and rolled back at once: that is why',
      seen: { ...cancelled, stop: { kind: 'sent' } },
      of: { status: 'ROLLBACK_SUCCESSFUL', rollback: { serviceRevisionArn: 'rev/1' } },
      is: 'inconclusive cancelled',
      because: /cancelled.*rolled back to rev\/1/,
    },
    {
      name: 'cancelled, but ECS rolled it back itself',
      seen: { ...cancelled, stop: { kind: 'refused', message: 'too late' } },
      of: { status: 'ROLLBACK_SUCCESSFUL' },
      is: 'fail rolled-back',
    },
    {
      name: 'cancelled, stopped, and the rollback failed: that is told first',
      seen: { ...cancelled, stop: { kind: 'sent' } },
      of: { status: 'ROLLBACK_FAILED' },
      is: 'fail rollback-failed',
      because: /needs a person now.*cancelled/,
    },
    {
      name: 'cancelled and refused: end, and say so',
      seen: { ...cancelled, stop: { kind: 'refused', message: 'too late' } },
      is: 'inconclusive cancelled',
      because: /too late/,
    },
    {
      name: 'cancelled while it rolls back: end',
      seen: cancelled,
      of: { status: 'ROLLBACK_IN_PROGRESS' },
      is: 'inconclusive cancelled',
      because: /^cancelled; sd\/1 is rolled back or stopped already: ROLLBACK_IN_PROGRESS;/,
    },
    {
      name: 'cancelled after a pause was continued, but ECS rolled it back itself',
      seen: { ...cancelled, ...handled({ ...passed, answer: { action: 'CONTINUE' } }) },
      of: { status: 'ROLLBACK_SUCCESSFUL' },
      is: 'fail rolled-back',
    },
    {
      name: 'cancelled where ECS is to finish, and a stop of before was taken',
      plan: { onCancel: 'leave' },
      seen: { ...cancelled, stop: { kind: 'sent' } },
      of: { status: 'ROLLBACK_SUCCESSFUL' },
      is: 'fail rolled-back',
    },
    {
      name: 'cancelled before it was found, where ECS is to finish: end',
      plan: { onCancel: 'leave' },
      seen: { ...cancelled, deployment: undefined },
      at: 1_000,
      is: 'inconclusive cancelled',
      because: /^cancelled; the service deployment was not seen; ECS may still be working on it$/,
    },
    {
      name: 'cancelled before it was found: look on for a moment',
      seen: { ...cancelled, deployment: undefined },
      at: 1_000,
      is: 'wait 500',
    },
    {
      name: 'cancelled and never found: end',
      seen: { ...cancelled, deployment: undefined },
      at: 4_000,
      is: 'inconclusive cancelled',
    },
    {
      name: 'cancelled where ECS is to finish: end',
      plan: { onCancel: 'leave' },
      seen: cancelled,
      is: 'inconclusive cancelled',
      because: /left to ECS/,
    },
  ])
})
