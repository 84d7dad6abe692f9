import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { applied, type Mutation } from '../mutations.ts'
import { versioningRules } from '../versioning-rules.ts'

const root = join(import.meta.dirname, '..', '..')

/** What keeps an edit from taking its rule away. */
function problemOf(rule: Mutation): readonly string[] {
  const text = readFileSync(join(root, rule.file), 'utf8')
  try {
    return applied(rule, text) === text ? [`the mutation "${rule.name}" changes nothing`] : []
  } catch (error) {
    return [(error as Error).message]
  }
}

it('every rule of versioning can still be taken away', () => {
  expect(versioningRules.flatMap(problemOf)).toEqual([])
})

it('every rule of versioning has a name of its own', () => {
  const names = versioningRules.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
