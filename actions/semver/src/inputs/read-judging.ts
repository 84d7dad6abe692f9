import { inputs, invalidInput } from '@slipway/action-io'
import { parseRules, type JudgingOptions, type RuleTable } from '@slipway/versioning'
import { refuseLine } from './refuse-input.ts'
import type { SemverInputs } from './semver-inputs.ts'

/** How a message is read, and what its type asks for. */
export function readJudging(): JudgingOptions {
  return {
    mode: inputs.statedChoice('commit-messages', ['tolerant', 'strict'], 'tolerant'),
    rules: readRules(),
    squashBodies: inputs.choice('squash-bodies', ['auto', 'always', 'never'], 'auto'),
  }
}

export function readLint(): SemverInputs['lint'] {
  const choice = inputs.statedChoice('lint', ['false', 'true', 'messages', 'title'], 'false')
  if (choice === 'false') return 'off'
  return choice === 'true' ? 'auto' : choice
}

/** The beginnings of shas; seven characters, so that none is met by chance. */
export function readSkipped(): readonly string[] {
  return inputs.list('skip-commits').map((sha) => {
    if (/^[0-9a-f]{7,64}$/i.test(sha)) return sha.toLowerCase()
    throw invalidInput('skip-commits', sha, 'the sha of a commit, or its first seven characters or more')
  })
}

function readRules(): RuleTable {
  const rules = parseRules(inputs.text('rules'))
  if (!('problem' in rules)) return rules
  throw refuseLine('rules', rules, 'write a rule a line, such as "docs: patch" or "feat(internal): none"')
}
