import { expect } from 'vitest'
import { defaultRules, judgeCommit, type JudgingOptions, type RangeCommit } from '../../src/index.ts'
import { judgeThoroughly } from '../../src/judging/judge-commit.ts'

/** How messages are judged unless somebody says otherwise, but for what a test says. */
export function judgingBy(options: Partial<JudgingOptions>): JudgingOptions {
  return { mode: 'tolerant', rules: defaultRules, squashBodies: 'auto', ...options }
}

/** A message as it is judged; what is settled at a glance has to be so by the thorough reading too. */
export function judgeBothWays(message: string, options: Partial<JudgingOptions> = {}): RangeCommit {
  const commit = { sha: 'a', message }
  const judged = judgeCommit(commit, judgingBy(options))
  expect(judgeThoroughly(commit, judgingBy(options))).toEqual(judged)
  return judged
}
