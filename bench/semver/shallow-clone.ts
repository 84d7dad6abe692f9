import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepareStep, runBundle } from './bundle.ts'
import { countFetched, type Fetched } from './fetched-bytes.ts'
import { git } from './git.ts'
import type { Measurement } from './measurement.ts'
import { near, since } from './repositories.ts'
import { shown, type Row } from './row.ts'
import { expects, failure, WrongAnswer } from './subject.ts'

const limit = { ratio: 1.5 } as const

/** A clone with one commit and no tag, as actions/checkout makes it: what is fetched to know the version after all. */
export const shallowClone: Measurement = {
  what: () => `C: depth-1 clone over file://, base ${since.near} commits ago`,
  limit: `${limit.ratio} × \`git fetch\``,
  rows: async (conditions, repositories) => {
    const remote = await repositories.near()
    const clone = cloneOnce(join(conditions.scratch, 'clone'), remote)
    const bare = countFetched(
      conditions.scratch,
      prepareStep(join(conditions.scratch, 'raw'), clone(), {}).env,
      (env) => {
        git(clone(), ['fetch', '--quiet', `--shallow-exclude=${near.tag}`, '--filter=tree:0', 'origin', 'main'], env)
      },
    )
    const step = prepareStep(join(conditions.scratch, 'step'), clone(), {})
    const fetched = countFetched(conditions.scratch, step.env, (env) => {
      const run = runBundle({ ...step, env })
      const problem = run.code === 0 ? expects(near.next, 'minor')(run) : failure(run)
      if (problem !== '') throw new WrongAnswer(problem)
    })
    return [
      compared(`${shallowClone.what(conditions)}, packs`, fetched, bare, (one) => one.packs),
      compared(
        `${shallowClone.what(conditions)}, all that the remote sent`,
        fetched,
        bare,
        (one) => one.packs + one.messages,
      ),
    ]
  },
}

function compared(what: string, fetched: Fetched, bare: Fetched, bytes: (one: Fetched) => number): Row {
  const ratio = bytes(fetched) / bytes(bare)
  return {
    what,
    ours: shown.size(bytes(fetched)),
    beside: `\`git fetch\` ${shown.size(bytes(bare))}`,
    ratio: shown.ratio(ratio),
    limit: shallowClone.limit,
    held: ratio <= limit.ratio,
  }
}

/** Gives a new copy of the same clone each time. */
function cloneOnce(folder: string, remote: string): () => string {
  const [template, copy] = [join(folder, 'template'), join(folder, 'copy')]
  mkdirSync(template, { recursive: true })
  git(template, ['init', '--quiet', '--initial-branch=main'])
  git(template, ['remote', 'add', 'origin', pathToFileURL(remote).href])
  git(template, ['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', '+main:refs/remotes/origin/main'])
  git(template, ['checkout', '--quiet', '-B', 'main', 'refs/remotes/origin/main'])
  return () => {
    rmSync(copy, { recursive: true, force: true })
    cpSync(template, copy, { recursive: true })
    return copy
  }
}
