import { join } from 'node:path'
import { commandFileEnvironment, createCommandFiles, readCommandFiles, type ReadBack } from './file-commands.ts'
import type { Folders } from './folders.ts'
import type { Masks } from './masks.ts'
import { node24 } from './node-24.ts'
import { createOutputReader } from './output-reader.ts'
import { startProgram, type Program } from './program.ts'
import type { Conclusion, Timing } from './run.ts'
import type { Transcript } from './transcript.ts'

export interface StageOptions {
  readonly name: 'main' | 'post'
  readonly script: string
  readonly folders: Folders
  readonly env: Readonly<Record<string, string>>
  readonly masks: Masks
  readonly transcript: Transcript
  readonly timing: Timing
}

/** What one stage of an action (main or post) came to. */
export interface StageEnd extends Omit<ReadBack, 'failed'> {
  readonly conclusion: Exclude<Conclusion, 'cancelled'>
  readonly exitCode: number | null
}

export interface Stage {
  readonly program: Program
  /** Waits for the end and reads back what the action wrote. */
  finish(): Promise<StageEnd>
}

export function startStage({ name, script, folders, env, masks, transcript, timing }: StageOptions): Stage {
  const files = createCommandFiles(join(folders.root, 'commands', name))
  const reader = createOutputReader(transcript, masks)
  const program = startProgram({
    file: node24(),
    args: [script],
    cwd: folders.workspace,
    env: { ...env, ...commandFileEnvironment(files) },
    timing,
    onLine: reader.line,
  })
  return {
    program,
    async finish() {
      const exitCode = await program.done
      const back = readCommandFiles(files, transcript, masks)
      const failed = exitCode !== 0 || reader.failed || back.failed
      return {
        conclusion: failed ? 'failure' : 'success',
        exitCode,
        env: back.env,
        path: back.path,
        outputs: new Map([...reader.outputs, ...back.outputs]),
        state: new Map([...reader.state, ...back.state]),
        summary: back.summary,
      }
    },
  }
}
