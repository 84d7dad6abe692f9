import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Masks } from './masks.ts'
import { parseNameValues } from './name-values.ts'
import type { Transcript } from './transcript.ts'

/** Bytes of a step summary; a longer one is dropped as a whole (actions/runner, CreateStepSummaryCommand). */
const summaryLimit = 1024 * 1024

const names = ['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY'] as const
type Name = (typeof names)[number]

/** The files through which a step talks back, by the name behind `GITHUB_`. */
export type CommandFiles = Readonly<Record<Name, string>>

export interface ReadBack {
  readonly env: ReadonlyMap<string, string>
  readonly path: readonly string[]
  readonly outputs: ReadonlyMap<string, string>
  readonly state: ReadonlyMap<string, string>
  /** Masks applied. */
  readonly summary: string
  /** A file that cannot be read fails the step. */
  readonly failed: boolean
}

/** Empty files in a folder of their own. */
export function createCommandFiles(folder: string): CommandFiles {
  mkdirSync(folder, { recursive: true })
  const files = names.map((name) => [name, join(folder, name.toLowerCase())] as const)
  for (const [, file] of files) writeFileSync(file, '')
  return Object.fromEntries(files) as Record<Name, string>
}

export function commandFileEnvironment(files: CommandFiles): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`GITHUB_${name}`, files[name]]))
}

export function readCommandFiles(files: CommandFiles, transcript: Transcript, masks: Masks): ReadBack {
  let failed = false
  const read = <T>(name: Name, parse: (file: string) => T, otherwise: T): T => {
    try {
      return parse(files[name])
    } catch (error) {
      failed = true
      transcript.annotate('error', `Unable to process file command '${name.toLowerCase()}' successfully.`)
      transcript.annotate('error', error instanceof Error ? error.message : String(error))
      return otherwise
    }
  }
  const empty: ReadonlyMap<string, string> = new Map()
  return {
    env: read('ENV', (file) => allowed(readPairs(file), transcript), empty),
    path: read('PATH', readPath, []),
    outputs: read('OUTPUT', readPairs, empty),
    state: read('STATE', readPairs, empty),
    summary: read('STEP_SUMMARY', (file) => readSummary(file, transcript, masks), ''),
    get failed() {
      return failed
    },
  }
}

function readPairs(file: string): ReadonlyMap<string, string> {
  return new Map(parseNameValues(textOf(file)))
}

/** As .NET reads a text: without a byte order mark. A file that the step removed is as good as an empty one. */
function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').replace(/^\uFEFF/, '') : ''
}

/** Without NODE_OPTIONS, which would reach into every later action. */
function allowed(pairs: ReadonlyMap<string, string>, transcript: Transcript): ReadonlyMap<string, string> {
  const refused = [...pairs.keys()].filter((name) => name.toUpperCase() === 'NODE_OPTIONS')
  for (const _name of refused) {
    transcript.annotate('error', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
  }
  return new Map([...pairs].filter(([name]) => !refused.includes(name)))
}

/** Folders in the order they were added; of one added twice the later place counts. */
function readPath(file: string): readonly string[] {
  const lines = textOf(file).split(/\r?\n/)
  return lines.filter((line, index) => line !== '' && lines.lastIndexOf(line) === index)
}

function readSummary(file: string, transcript: Transcript, masks: Masks): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > summaryLimit) {
    const [limit, got] = [summaryLimit, size].map((bytes) => Math.floor(bytes / 1024))
    transcript.annotate(
      'error',
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limit}k, got ${got}k.`,
    )
    return ''
  }
  return textOf(file).split('\n').map(masks.apply).join('\n')
}
