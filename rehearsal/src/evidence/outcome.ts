import type { Late } from '@slipway/local-cloud'

/** How a scenario ended, for who reads the report. Only the first is good, and only the second speaks of the release. */
export type Outcome = 'as-expected' | 'not-as-expected' | 'too-busy' | 'not-played-as-written'

export interface Judged {
  readonly outcome: Outcome
  /** Why it is not the release that is to blame; empty otherwise. */
  readonly why: string
}

/** What decides about the outcome of a scenario. */
export interface Ended {
  readonly name: string
  readonly title: string
  /** Names of scenarios that must have been played before. */
  readonly needs: readonly string[]
  /** Whether it ended as it was expected to. */
  readonly ok: boolean
  /** What was not as it has to be when it began, in clauses. */
  readonly begunWith: readonly string[]
  readonly late: Late
}

/**
 * The outcomes of scenarios in the order in which they were played. One that did not end as expected says nothing about
 * the release where an earlier one left it another beginning than it has, or where the machine was too busy.
 */
export function outcomes(scenarios: readonly Ended[]): readonly Judged[] {
  const unexpected: Ended[] = []
  return scenarios.map((scenario) => {
    if (scenario.ok) return { outcome: 'as-expected', why: '' }
    const judged = judge(scenario, unexpected)
    unexpected.push(scenario)
    return judged
  })
}

function judge(scenario: Ended, unexpected: readonly Ended[]): Judged {
  const follows = followsFrom(scenario, unexpected)
  if (follows !== undefined) return { outcome: 'not-played-as-written', why: follows }
  const busy = tooBusy(scenario.late)
  return busy === undefined ? { outcome: 'not-as-expected', why: '' } : { outcome: 'too-busy', why: busy }
}

function followsFrom({ needs, begunWith }: Ended, unexpected: readonly Ended[]): string | undefined {
  const needed = unexpected.find(({ name }) => needs.includes(name))
  if (needed !== undefined) return `It was not played as written: it needs "${needed.title}" to end as expected.`
  const last = unexpected.at(-1)
  if (last === undefined || begunWith.length === 0) return undefined
  return `It was not played as written: after "${last.title}", ${begunWith.join(', and ')} when it began.`
}

/**
 * From here on waits no longer mean what they say: a cloud that is unable to answer for more than a second at a time, or
 * for a quarter of the time, has health checks, proofs and alarms see failures that are not the release's.
 */
const bounds = { worstMs: 1_000, share: 0.25 }

/** Why nothing is worth much that a cloud has shown that was so late; undefined where it was not. */
export function tooBusy({ worstMs, share }: Late): string | undefined {
  if (worstMs < bounds.worstMs && share < bounds.share) return undefined
  const late = `the local cloud was up to ${(worstMs / 1000).toFixed(1)} s late, for ${Math.round(share * 100)} % of the time`
  return `This machine was too busy: ${late}. That says nothing about the release; try again when it has less to do.`
}
