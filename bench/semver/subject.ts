import { join } from 'node:path'
import { bundle, prepareStep, runBundle, type BundleRun } from './bundle.ts'
import { timedGit } from './git.ts'
import type { Subject } from './measure.ts'
import { peakMemory, type PeakMemory } from './peak-memory.ts'

/** What every measurement runs under. */
export interface Conditions {
  /** Where steps get their folders. */
  readonly scratch: string
  readonly commits: number
  /** Turns, where the caller wants fewer or more than each measurement's own number. */
  readonly rounds: number | undefined
}

export type Inputs = Readonly<Record<string, string>>

/** The bundle in preview, whose answer has to be right each time. */
export function ours(
  conditions: Conditions,
  workspace: string,
  inputs: Inputs,
  wrong: (run: BundleRun) => string,
): Subject {
  return {
    name: 'ours',
    run() {
      const run = runBundle(prepareStep(join(conditions.scratch, 'step'), workspace, inputs))
      const problem = run.code === 0 ? wrong(run) : failure(run)
      if (problem !== '') throw new WrongAnswer(problem)
      return run.ms
    },
  }
}

/**
 * The bundle with an input that it refuses, where there is no checkout that it could begin to read before: Node and the
 * bundle's own load time.
 */
export function load(conditions: Conditions, workspace: string): Subject {
  return {
    name: 'load',
    run() {
      const step = prepareStep(join(conditions.scratch, 'load'), workspace, { mode: 'none' })
      const run = runBundle({ ...step, env: { ...step.env, GITHUB_WORKSPACE: step.env['RUNNER_TEMP'] } })
      if (run.code !== 1) throw new WrongAnswer('mode none is not refused')
      return run.ms
    },
  }
}

export function peakOfOurs(conditions: Conditions, workspace: string, inputs: Inputs): Promise<PeakMemory> {
  const { env } = prepareStep(join(conditions.scratch, 'memory'), workspace, inputs)
  return peakMemory(bundle, env, conditions.scratch)
}

export function raw(conditions: Conditions, workspace: string, args: readonly string[]): Subject {
  const { env } = prepareStep(join(conditions.scratch, 'raw'), workspace, {})
  return { name: 'raw', run: () => timedGit(workspace, args, env) }
}

/** A measurement of something that does not work is none. */
export class WrongAnswer extends Error {
  override readonly name: string = 'WrongAnswer'
}

/** Whether the outputs name this version and bump; else what they name. */
export function expects(version: string, bump: string): (run: BundleRun) => string {
  return ({ outputs }) => {
    const given = `${outputs.get('version')} (${outputs.get('bump')})`
    return given === `${version} (${bump})` ? '' : `says ${given}, not ${version} (${bump})`
  }
}

/** The exit code and the first error of a run, short and fit for a table. */
export function failure({ code, log }: BundleRun): string {
  const [, message = ''] = /::error[^:]*::(.*)/.exec(log) ?? []
  return `exit code ${code}, ${message.split(';')[0]?.replaceAll('|', '\\|')}`
}
