import type { SemverInputs } from '../src/inputs.ts'
import { livePorts } from '../src/live.ts'
import type { PackageRelease } from '../src/result.ts'
import { run } from '../src/run.ts'
import { logInMemory } from './scene.ts'

/** One run with the real ports, in which something else happens just before it makes its first tag. */
export async function interrupted(inputs: SemverInputs, meanwhile: () => Promise<unknown>): Promise<PackageRelease> {
  const ports = livePorts(inputs, { log: logInMemory(), signal: new AbortController().signal })
  const { github } = ports
  if (github === undefined) throw new Error('there is no GitHub')
  let isFirst = true
  const tags: typeof github.tags = {
    ...github.tags,
    async create(name, commit) {
      if (isFirst) await meanwhile()
      isFirst = false
      return github.tags.create(name, commit)
    },
  }
  const files = { write: (name: string) => name }
  const { releases } = await run(inputs, { ...ports, github: { ...github, tags }, files }, new AbortController().signal)
  const [only] = releases
  if (only === undefined) throw new Error('there is no release')
  return only
}
