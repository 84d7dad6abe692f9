import { describe, expect, it } from 'vitest'
import { paceOf } from '../src/pace.ts'

const ms = (text = ''): number => Number(/^(\d+)ms$/.exec(text)?.[1])

describe('the pace', () => {
  it.for([1, 2.5, 12])(
    'of a machine that is %f times slower has the same happen in a minute of the cloud',
    (slowness) => {
      const { speed, deploy } = paceOf(slowness)
      expect(speed * slowness).toBeCloseTo(30, 0)
      // All bad answers to the probes of a proof, of which thirty in a minute set off the alarm.
      expect(ms(deploy['verify-timeout']) / ms(deploy['verify-interval'])).toBeLessThan(25)
      expect((ms(deploy['verify-timeout']) / 1000) * speed).toBeCloseTo(120, -1)
    },
  )
})
