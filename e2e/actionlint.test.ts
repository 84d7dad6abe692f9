import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { available, command } from './command.ts'

const root = join(import.meta.dirname, '..')
const actionlint = process.env['SLIPWAY_ACTIONLINT'] ?? 'actionlint'

/** What actionlint does not know yet and GitHub does: `$/` references and `queue: max`. */
const unknownToIt = ['specifying action "\\$/actions/', 'unexpected key "queue" for "concurrency" section']

describe.skipIf(!(await available(actionlint)))('lane: actionlint (the workflows and the examples)', () => {
  it('finds nothing', async () => {
    const files = ['ci.yml', 'ci-cd.yml', 'rollback.yml'].map((name) => `.github/workflows/${name}`)
    const ignored = unknownToIt.flatMap((text) => ['-ignore', text])
    const args = [...ignored, ...files, 'workflows-examples/minimal.yml'].map((arg) =>
      arg.endsWith('.yml') ? join(root, arg) : arg,
    )
    await expect(command(actionlint, args)).resolves.toBe('')
  })
})
