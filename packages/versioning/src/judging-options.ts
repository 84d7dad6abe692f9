import type { MessageMode } from './message-mode.ts'
import { defaultRules, type RuleTable } from './rule-table.ts'

export interface JudgingOptions {
  readonly mode: MessageMode
  readonly rules: RuleTable
  /**
   * Whose body's bullets (`* feat: a`, as a squash leaves them) are judged as headers: `auto`, when the header has a pull
   * request's number and is not conventional; `always`, when it has a number; `never`.
   */
  readonly squashBodies: 'auto' | 'always' | 'never'
}

export const defaultJudging: JudgingOptions = { mode: 'tolerant', rules: defaultRules, squashBodies: 'auto' }
