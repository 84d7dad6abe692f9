import type { Repositories } from './repositories.ts'
import type { Row } from './row.ts'
import type { Setting } from './subject.ts'

/** One promise about speed, memory or bytes. */
export interface Measurement {
  what(setting: Setting): string
  readonly limit: string
  /** Throws `WrongAnswer` when there is nothing to measure, because the bundle fails or says the wrong thing. */
  rows(setting: Setting, repositories: Repositories): Promise<readonly Row[]>
}
