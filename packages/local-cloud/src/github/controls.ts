import type { Control } from '../frame/control.ts'
import { addRepository } from './add-repository.ts'
import { readFailure } from './failures.ts'

export const githubControls: readonly Control[] = [
  {
    method: 'POST',
    path: '/_local/github/failures',
    run({ github }, body) {
      const failure = readFailure(body)
      github.fail(failure)
      return failure
    },
  },
  {
    method: 'POST',
    path: '/_local/github/repositories',
    async run(world, body) {
      const { name, from } = body as { name?: unknown; from?: unknown }
      if (typeof name !== 'string') throw new TypeError('"name" must be OWNER/REPO')
      return { name, path: await addRepository(world, name, typeof from === 'string' ? from : undefined) }
    },
  },
]
