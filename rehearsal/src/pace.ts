/** Requests a second, over the whole rehearsal, on every machine. */
export const rate = 130

type Waits = Readonly<Record<string, string>>

/** How fast a rehearsal goes: the cloud's clock, and the waits that the actions are given as inputs. */
export interface Pace {
  /** Seconds of the cloud in one second of the wall. */
  readonly speed: number
  readonly push: Waits
  readonly deploy: Waits
  readonly rollback: Waits
  readonly verify: Waits
}

/** Far more than anything takes that comes to an end. */
const guard = '30m'

/** On a machine that is `slowness` times slower than usual a rehearsal takes so much longer; what happens in it is the same. */
export function paceOf(slowness: number): Pace {
  const ms = (usual: number): string => `${Math.round(usual * slowness)}ms`
  return {
    speed: Math.round((30 / slowness) * 10) / 10,
    push: { 'scan-timeout': guard, 'scan-interval': '200ms', settle: ms(400) },
    deploy: {
      timeout: guard,
      'poll-interval': '200ms',
      'verify-timeout': ms(4000),
      // Apart enough for the bad answers to a proof not to set off the alarm.
      'verify-interval': ms(250),
      'verify-attempt-timeout': ms(4000),
    },
    rollback: { timeout: guard, 'poll-interval': '200ms' },
    verify: { interval: ms(200), 'attempt-timeout': ms(4000), timeout: guard },
  }
}
