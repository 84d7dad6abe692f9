import type { Repositories } from './repositories.ts'
import type { Row } from './row.ts'
import type { Conditions } from './subject.ts'

/** One promise about speed, memory or bytes. */
export interface Measurement {
  what(conditions: Conditions): string
  readonly limit: string
  /** Throws `WrongAnswer` when there is nothing to measure, because the bundle fails or says the wrong thing. */
  rows(conditions: Conditions, repositories: Repositories): Promise<readonly Row[]>
}
