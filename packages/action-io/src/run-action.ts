import * as core from '@actions/core'
import { causesOf, describe, Failure } from '@slipway/outcome'
import type { Contract } from './contract.ts'
import { endProcess } from './end-process.ts'
import { publish, type Report } from './report.ts'
import { savedState } from './saved-state.ts'
import { safeLog, safeMarkdown } from './text.ts'

export interface Action {
  readonly contract: Contract
  /** The work. `signal` is aborted when the runner cancels the job (SIGINT, then SIGTERM). */
  main(signal: AbortSignal): Promise<Report>
  /**
   * What is left to do when the steps of the job are over, also when main failed or was cancelled. It never fails the
   * job: what it throws is a warning. `runs.post` names `dist/post.js`, which starts the same bundle.
   */
  post?(): Promise<void>
}

/** Saved as the first thing that main does, and set by `dist/post.js`: the same bundle, started with it, is post. */
const mainBegan = savedState<true>('main-began')

/**
 * Runs an action to its end, whatever happens: the one place that knows about failing, about post and about signals. The
 * process ends with it: a call that was given up, with the retries of its client, must not hold a job that is over.
 */
export async function runAction(action: Action): Promise<void> {
  const isPost = action.post !== undefined && mainBegan.read() === true
  if (action.post !== undefined && !isPost) mainBegan.save(true)
  await (isPost ? runPost(action) : runMain(action))
  // Once this is written, so is all before it.
  process.stdout.write('', () => endProcess())
}

async function runMain(action: Action): Promise<void> {
  const abort = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => abort.abort(new Error(name)))
  process.once('uncaughtException', (error) => void fail(action, error).finally(() => endProcess(1)))
  try {
    await publish(await action.main(abort.signal))
  } catch (error) {
    await fail(action, error)
  }
}

async function runPost(action: Action): Promise<void> {
  process.once('uncaughtException', (error) => {
    warn(action, error)
    endProcess(0)
  })
  try {
    await action.post?.()
  } catch (error) {
    warn(action, error)
  }
}

function warn({ contract: { name } }: Action, error: unknown): void {
  const remedy = error instanceof Failure && error.remedy !== undefined ? `; ${error.remedy}` : ''
  core.warning(safeLog(`${name}, cleaning up: ${describe(error)}${remedy}`))
  for (const line of causesOf(error)) core.info(safeLog(`  because: ${line}`))
}

async function fail(action: Action, error: unknown): Promise<void> {
  for (const line of causesOf(error)) core.info(safeLog(`  because: ${line}`))
  if (error instanceof Error && error.stack !== undefined) core.debug(safeLog(error.stack))
  await publish(failureReport(action.contract, error))
}

/** What an action that could not finish leaves behind: the code as reason, and never a pass, where it judges. */
export function failureReport({ name, outputs }: Contract, error: unknown): Report {
  const code = error instanceof Failure ? error.code : 'UNEXPECTED'
  const remedy = error instanceof Failure && error.remedy !== undefined ? `; ${error.remedy}` : ''
  const message = `${describe(error)}${remedy}`
  const causes = causesOf(error).map((line) => `\n- because: ${safeMarkdown(line)}`)
  return {
    outputs: outputs.includes('verdict') ? { verdict: 'inconclusive', reason: code, message } : {},
    summary: `### ${name}: ${code}\n\n${safeMarkdown(message)}\n${causes.join('')}`,
    failure: `${name}: ${message} (${code})`,
  }
}
