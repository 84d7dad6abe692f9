import type { Folders } from './folders.ts'
import type { Manifest, PostCondition } from './manifest.ts'
import type { Masks } from './masks.ts'
import type { Program } from './program.ts'
import type { ActionRun, Conclusion, Timing } from './run.ts'
import { startStage, type StageEnd } from './stage.ts'
import type { Transcript } from './transcript.ts'

/** What the caller wants, and the programs started so far: main, post. */
export interface Order {
  wanted: 'run' | 'cancel' | 'kill'
  readonly programs: Program[]
}

/** One step with all it has. */
export interface Step {
  readonly manifest: Manifest
  readonly folders: Folders
  readonly env: Readonly<Record<string, string>>
  readonly masks: Masks
  readonly transcript: Transcript
  readonly timing: Timing
  readonly order: Order
}

type RunEnd = Omit<ActionRun, 'log' | 'annotations' | 'durationMs'>

/** Main, and post where its condition holds. */
export async function runStages(step: Step): Promise<RunEnd> {
  const { manifest, order, env, masks, transcript } = step
  if (isWanted(order, 'cancel')) return runEnd('cancelled', undefined, masks)
  const main = await runStage(step, 'main', manifest.main, env)
  if (isWanted(order, 'kill')) return runEnd('failure', undefined, masks)
  const conclusion = isWanted(order, 'cancel') ? 'cancelled' : main.conclusion
  const after = runEnd(conclusion, main, masks)
  if (manifest.post === undefined || !holds(manifest.postIf, conclusion)) return after
  transcript.show('text', 'Post job cleanup.')
  const post = await runStage(step, 'post', manifest.post, afterMain(env, main))
  const failed = isWanted(order, 'kill') || (conclusion === 'success' && post.conclusion === 'failure')
  return { ...after, conclusion: failed ? 'failure' : conclusion, summary: after.summary + post.summary }
}

async function runStage(step: Step, name: 'main' | 'post', script: string, env: Step['env']): Promise<StageEnd> {
  const stage = startStage({ ...step, name, script, env })
  step.order.programs.push(stage.program)
  // It may have been lost before it was there.
  if (isWanted(step.order, 'kill')) stage.program.kill()
  return stage.finish()
}

/** Read anew: the caller may have said so while the stage ran. */
function isWanted(order: Order, wanted: Order['wanted']): boolean {
  return order.wanted === wanted
}

/** The environment of post: with the state, and with what main exported. */
function afterMain(env: Step['env'], main: StageEnd): Record<string, string> {
  const state = [...main.state].map(([name, value]) => [`STATE_${name}`, value])
  const path = [...main.path.toReversed(), env['PATH'] ?? ''].join(':')
  return {
    ...env,
    ...Object.fromEntries(main.env),
    ...(Object.fromEntries(state) as Record<string, string>),
    PATH: path,
  }
}

function holds(condition: PostCondition, conclusion: Conclusion): boolean {
  if (condition === 'always()') return true
  return condition === { success: 'success()', failure: 'failure()', cancelled: 'cancelled()' }[conclusion]
}

function runEnd(conclusion: Conclusion, main: StageEnd | undefined, masks: Masks): RunEnd {
  const outputs = main?.outputs ?? new Map<string, string>()
  return {
    conclusion,
    exitCode: main?.exitCode ?? null,
    outputs: Object.fromEntries(outputs),
    maskedOutputs: [...outputs].filter(([, value]) => masks.apply(value) !== value).map(([name]) => name),
    state: Object.fromEntries(main?.state ?? []),
    env: Object.fromEntries(main?.env ?? []),
    path: main?.path ?? [],
    summary: main?.summary ?? '',
  }
}
