import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, beginning, observe, type ScanProgress } from '@slipway/local-cloud-images/ecr/scan-progress'
import type { ScanStep } from '@slipway/local-cloud-images/ecr/scan-script'

const timed: readonly ScanStep[] = [{ forMs: 100 }, { forMs: 50 }, { status: 'COMPLETE' }]
const counted: readonly ScanStep[] = [{ observations: 2 }, {}, { status: 'COMPLETE' }]
const looks = (n: number, from: ScanProgress = beginning): ScanProgress =>
  n === 0 ? from : looks(n - 1, observe(advance(counted, from, 0, true)))

describe('advance', () => {
  it.for([
    { name: 'before the first step is over', steps: timed, from: beginning, elapsed: 99, step: 0 },
    { name: 'at its end', steps: timed, from: beginning, elapsed: 100, step: 1 },
    { name: 'past two steps at once', steps: timed, from: beginning, elapsed: 1000, step: 2 },
    { name: 'before two answers', steps: counted, from: looks(1), elapsed: 1000, step: 0 },
    { name: 'after two answers', steps: counted, from: looks(2), elapsed: 0, step: 1 },
    { name: 'after three answers', steps: counted, from: looks(3), elapsed: 0, step: 2 },
    { name: 'in the last step, for ever', steps: counted, from: looks(9), elapsed: 1e9, step: 2 },
  ])('$name', ({ steps, from, elapsed, step }) => {
    expect(advance(steps, from, elapsed, true).step).toBe(step)
  })

  it('does not pass a counted step for a further page', () => {
    expect(advance(counted, looks(2), 0, false).step).toBe(0)
  })

  const anyStep = fc.oneof(
    fc.record({ forMs: fc.nat(1000) }),
    fc.record({ observations: fc.integer({ min: 1, max: 4 }) }),
    fc.constant({}),
  )
  it('never goes back, never past the last step, and is idempotent', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1 }), fc.array(fc.nat(2000)), (steps, moments) => {
        let progress = beginning
        for (const elapsed of moments.toSorted((a, b) => a - b)) {
          const next = advance(steps, progress, elapsed, true)
          expect(next.step).toBeGreaterThanOrEqual(progress.step)
          expect(next.step).toBeLessThan(steps.length)
          expect(next.enteredAt).toBeLessThanOrEqual(elapsed)
          expect(advance(steps, next, elapsed, true)).toEqual(next)
          progress = observe(next)
        }
      }),
    )
  })
})
