import { describe } from 'vitest'
import { decides, failed, handled, passed, unsure } from './decide-rows.ts'
import { now, pause } from './observations.ts'

describe('at the end, when it is SUCCESSFUL', () => {
  decides([
    { name: 'SUCCESSFUL', plan: { pauses: 'refuse' }, of: { status: 'SUCCESSFUL' }, is: 'pass deployed' },
    {
      name: 'SUCCESSFUL after the deadline',
      plan: { pauses: 'refuse' },
      of: { status: 'SUCCESSFUL' },
      at: 90_000,
      is: 'pass deployed',
    },
    {
      name: 'SUCCESSFUL though cancelled',
      plan: { pauses: 'refuse' },
      of: { status: 'SUCCESSFUL' },
      seen: { cancelledAt: now },
      is: 'pass deployed',
    },
    {
      name: 'SUCCESSFUL without the pause at which a verification was asked for',
      of: { status: 'SUCCESSFUL' },
      is: 'inconclusive verification-inconclusive',
      because: /never paused.*the service runs it/,
    },
    {
      name: 'SUCCESSFUL with no task, and no pause to verify at',
      of: { status: 'SUCCESSFUL', target: { arn: 'rev/2', requested: 0 } },
      is: 'fail scaled-to-zero',
    },
    {
      name: 'SUCCESSFUL with no task',
      of: { status: 'SUCCESSFUL', target: { arn: 'rev/2', requested: 0 } },
      is: 'fail scaled-to-zero',
    },
    {
      name: 'SUCCESSFUL against a failed verification',
      of: { status: 'SUCCESSFUL' },
      seen: handled(failed),
      is: 'fail verification-failed',
      because: /the service runs it/,
    },
    {
      name: 'SUCCESSFUL against an inconclusive verification',
      of: { status: 'SUCCESSFUL' },
      seen: handled(unsure),
      is: 'inconclusive verification-inconclusive',
    },
    {
      name: 'SUCCESSFUL after a pause that nobody answered',
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'TIMED_OUT', timeoutAction: 'CONTINUE' })] },
      is: 'inconclusive verification-inconclusive',
      because: /^PAUSE hook h1 timed out and ECS continued, without a verification;/,
    },
    {
      name: 'SUCCESSFUL beside a pause whose timer would not have continued it',
      plan: { pauses: 'refuse' },
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'TIMED_OUT', timeoutAction: 'ROLLBACK' })] },
      is: 'pass deployed',
    },
    {
      name: 'SUCCESSFUL beside a pause that failed',
      plan: { pauses: 'refuse' },
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'FAILED', timeoutAction: 'CONTINUE' })] },
      is: 'pass deployed',
    },
    {
      name: 'SUCCESSFUL after a pause that was answered and never verified',
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
      seen: handled({ answer: { action: 'CONTINUE' } }),
      is: 'inconclusive verification-inconclusive',
    },
    {
      name: 'SUCCESSFUL after a pause of a proven revision that this run continued',
      plan: { pauses: 'continue' },
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
      seen: handled({ answer: { action: 'CONTINUE' } }),
      is: 'pass deployed',
    },
    {
      name: 'SUCCESSFUL, and no target is shown',
      plan: { pauses: 'refuse' },
      of: { status: 'SUCCESSFUL', target: undefined },
      is: 'pass deployed',
    },
    {
      name: 'SUCCESSFUL after a pause that somebody else continued',
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
      is: 'inconclusive verification-inconclusive',
      because: /h1 was continued by somebody else/,
    },
    {
      name: 'SUCCESSFUL after a pause that somebody else continued, and nothing to verify with',
      plan: { pauses: 'refuse' },
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
      is: 'inconclusive verification-inconclusive',
    },
    {
      name: 'SUCCESSFUL after a pause that passed its verification',
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
      seen: handled({ ...passed, answer: { action: 'CONTINUE' } }),
      is: 'pass deployed',
    },
    {
      name: 'SUCCESSFUL after a pause that an earlier run had answered',
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
      seen: { overBefore: new Set(['h1']) },
      is: 'pass deployed',
      because: /verified earlier/,
    },
    {
      name: 'SUCCESSFUL after a pause that ended by its timer before this run came',
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'TIMED_OUT', timeoutAction: 'CONTINUE' })] },
      seen: { overBefore: new Set(['h1']) },
      is: 'pass deployed',
      because: /NOT VERIFIED/,
    },
    {
      name: 'SUCCESSFUL, followed from after the pauses, of which ECS shows none',
      of: { status: 'SUCCESSFUL' },
      seen: { overBefore: new Set() },
      is: 'pass deployed',
      because: /NOT VERIFIED/,
    },
    {
      name: 'SUCCESSFUL after a second pause that somebody else continued while this run looked',
      of: {
        status: 'SUCCESSFUL',
        hooks: [pause({ status: 'SUCCEEDED' }), pause({ hookId: 'h2', status: 'SUCCEEDED' })],
      },
      seen: { overBefore: new Set(['h1']) },
      is: 'inconclusive verification-inconclusive',
      because: /h2 was continued by somebody else/,
    },
    {
      name: 'SUCCESSFUL after a pause of a proven revision',
      plan: { pauses: 'continue' },
      of: { status: 'SUCCESSFUL', hooks: [pause({ status: 'SUCCEEDED' })] },
      is: 'pass deployed',
    },
    {
      name: 'SUCCESSFUL after a Lambda hook',
      plan: { pauses: 'refuse' },
      of: { status: 'SUCCESSFUL', hooks: [pause({ targetType: 'AWS_LAMBDA', status: 'SUCCEEDED' })] },
      is: 'pass deployed',
    },
  ])
})
