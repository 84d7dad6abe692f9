import { invalidInput } from '@slipway/action-io'
import { parseRules, type JudgingOptions, type RuleTable } from '@slipway/versioning'
import type { Inputs } from './inputs.ts'
import { refuseLine } from './refuse-line.ts'

/** How a message is read, and what its type asks for. */
export function readJudging({ values, attempt }: Inputs): JudgingOptions {
  return {
    mode: values['commit-messages'],
    rules: attempt([], () => readRules(values.rules)),
    squashBodies: values['squash-bodies'],
  }
}

/** The beginnings of shas; seven characters, so that none is met by chance. */
export function readSkipped(given: readonly string[]): readonly string[] {
  return given.map((sha) => {
    if (/^[0-9a-f]{7,64}$/i.test(sha)) return sha.toLowerCase()
    throw invalidInput('skip-commits', sha, 'the sha of a commit, or its first seven characters or more')
  })
}

function readRules(text: string): RuleTable {
  const rules = parseRules(text)
  if (!('problem' in rules)) return rules
  throw refuseLine('rules', rules, 'write a rule a line, such as "docs: patch" or "feat(internal): none"')
}
