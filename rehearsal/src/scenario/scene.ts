import { join } from 'node:path'
import { startAction, type ActionRun } from '@slipway/workflow-runner'
import { git } from '../history/git.ts'
import type { StepReport } from '../report/model.ts'
import type { Environment } from '../environment.ts'

const actions = join(import.meta.dirname, '..', '..', '..', 'actions')

/** One scenario while it plays: what it can use, and what it has done. */
export interface Scene {
  readonly environment: Environment
  readonly steps: readonly StepReport[]
  /** Runs a committed bundle as GitHub's runner does, on the working copy. */
  act(action: string, inputs: Readonly<Record<string, string>>): Promise<ActionRun>
}

/** `say` is told what is going on, for who watches. */
export function scene(environment: Environment, say: (line: string) => void): Scene {
  const startedAt = Date.now()
  const steps: StepReport[] = []
  return {
    environment,
    steps,
    async act(action, inputs) {
      say(action)
      const startMs = Date.now() - startedAt
      const run = await perform(environment, action, inputs, (line) => say(`${action}: ${line}`))
      steps.push(stepReport(action, startMs, run))
      return run
    },
  }
}

async function perform(
  { cloud, checkout, repository, running }: Environment,
  action: string,
  inputs: Readonly<Record<string, string>>,
  onText: (line: string) => void,
): Promise<ActionRun> {
  const started = startAction(join(actions, action), {
    inputs,
    env: { ...cloud.env, GITHUB_SHA: await git(checkout, 'rev-parse', 'HEAD') },
    workspace: checkout,
    repository,
    onLine: ({ kind, text }) => kind === 'text' && onText(text),
  })
  running.add(started)
  return started.done.finally(() => running.delete(started))
}

function stepReport(action: string, startMs: number, run: ActionRun): StepReport {
  const { verdict = '', reason = run.outputs['bump'] ?? '', message = versions(run.outputs) } = run.outputs
  return {
    action,
    startMs,
    durationMs: run.durationMs,
    conclusion: run.conclusion,
    verdict,
    reason,
    message,
    log: run.log
      .filter(({ kind, text }) => kind !== 'command' && kind !== 'endgroup' && text !== '')
      .map(({ text }) => text),
  }
}

/** What semver says, which judges nothing and so has no message. */
function versions({ version = '', 'previous-version': previous = '', released }: ActionRun['outputs']): string {
  if (released === undefined) return ''
  const after = previous === '' || previous === version ? '' : ` after ${previous}`
  return `version ${version || 'none'}${after}${released === 'true' ? ', tagged' : ''}`
}
