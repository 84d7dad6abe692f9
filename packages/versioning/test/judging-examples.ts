import { defaultRules, type JudgingOptions } from '../src/index.ts'

/** How messages are judged unless somebody says otherwise, but for what a test says. */
export function judgingBy(options: Partial<JudgingOptions>): JudgingOptions {
  return { mode: 'tolerant', rules: defaultRules, squashBodies: 'auto', ...options }
}
