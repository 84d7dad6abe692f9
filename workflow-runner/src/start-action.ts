import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { stepEnvironment } from './environment.ts'
import { createFolders, removeFolders } from './folders.ts'
import { inputEnvironment, resolveInputs, type ResolvedInputs } from './inputs.ts'
import { readManifest } from './manifest.ts'
import { createMasks } from './masks.ts'
import { killOrphans, trackingVariable } from './process-tree.ts'
import type { ActionRun, RunningAction, RunOptions, Timing } from './run.ts'
import { runStages, type Order } from './run-stages.ts'
import { createTranscript, type Transcript } from './transcript.ts'

/** actions/runner, ProcessInvoker. */
const runnerTiming: Timing = { interruptMs: 7500, terminateMs: 2500 }

/** Runs an action to its end: main, then post. Rejects when the folder is no action that can be run. */
export function runAction(dir: string, options: RunOptions = {}): Promise<ActionRun> {
  return startAction(dir, options).done
}

/** Starts the action of a folder with an action.yml, as a runner starts a step with `uses:`. */
export function startAction(dir: string, options: RunOptions = {}): RunningAction {
  const order: Order = { wanted: 'run', programs: [] }
  return {
    done: run(resolve(dir), options, order),
    cancel() {
      // Post runs to its end, whatever happens to the job.
      if (order.wanted !== 'run' || order.programs.length > 1) return
      order.wanted = 'cancel'
      order.programs[0]?.cancel().catch(() => {})
    },
    kill() {
      order.wanted = 'kill'
      order.programs.at(-1)?.kill()
    },
  }
}

async function run(dir: string, options: RunOptions, order: Order): Promise<ActionRun> {
  const startedAt = performance.now()
  const manifest = readManifest(dir)
  const inputs = resolveInputs(manifest, options.inputs ?? {}, options.env?.['GITHUB_TOKEN'])
  const masks = createMasks()
  for (const secret of [...(options.secrets ?? []), options.env?.['GITHUB_TOKEN'] ?? '']) masks.add(secret)
  const folders = createFolders(options)
  const trackingId = `workflow_${randomUUID()}`
  const cleanUp = (): void => {
    for (const program of order.programs) program.kill()
    killOrphans(trackingId)
    removeFolders(folders)
  }
  process.once('exit', cleanUp)
  try {
    const { onLine } = options
    const transcript = createTranscript({
      masks,
      workspace: folders.workspace,
      startedAt,
      ...(onLine === undefined ? {} : { onLine }),
    })
    announce(basename(dir), inputs, transcript)
    const env = {
      ...stepEnvironment(folders, options),
      ...inputEnvironment(inputs.values),
      [trackingVariable]: trackingId,
    }
    const timing = options.timing ?? runnerTiming
    // The caller has the handle before anything is started.
    await turn()
    const end = await runStages({ manifest, folders, env, masks, transcript, timing, order })
    const { lines: log, annotations } = transcript
    return { ...end, log, annotations, durationMs: Math.round(performance.now() - startedAt) }
  } finally {
    process.off('exit', cleanUp)
    cleanUp()
  }
}

/** What a runner shows before it runs an action. */
function announce(name: string, { values, warnings }: ResolvedInputs, transcript: Transcript): void {
  for (const warning of warnings) transcript.annotate('warning', warning)
  transcript.show('group', `Run ${name}`)
  const given = [...values].filter(([, value]) => value !== '')
  if (given.length > 0) transcript.show('text', 'with:')
  for (const [input, value] of given) transcript.show('text', `  ${input}: ${value}`)
  transcript.show('endgroup', '')
}
