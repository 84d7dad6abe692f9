import * as core from '@actions/core'
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { safeLog } from './text.ts'

/** Bytes; the runner drops a whole summary that is longer (runner source: 1 MiB a step). */
const summaryLimit = 1024 * 1024
/** The runner keeps 10 annotations a level and step, and cuts a message at 4096 characters (runner source). */
const annotationLimit = { count: 10, length: 4096 } as const

const write = { error: core.error, warning: core.warning, notice: core.notice } as const

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly title?: string
  readonly file?: string
  readonly line?: number
}

/** Everything an action leaves behind, as data. Published before the step is failed. */
export interface Report {
  readonly outputs: Readonly<Record<string, string>>
  /** Markdown for the job's page. */
  readonly summary: string
  readonly annotations?: readonly Annotation[]
  /** The line that fails the step; absent when the step succeeds. */
  readonly failure?: string
}

/** Writes outputs, summary and annotations, then fails the step if the report says so. */
export async function publish(report: Report): Promise<void> {
  writeOutputs(report.outputs)
  await writeSummary(report.summary)
  for (const annotation of kept(report.annotations ?? [])) annotate(annotation)
  if (report.failure !== undefined) core.setFailed(safeLog(report.failure))
}

/** All at once where the runner gives a file for them, in its form for values of several lines. */
function writeOutputs(outputs: Report['outputs']): void {
  const file = process.env['GITHUB_OUTPUT']
  if (file === undefined || file === '') {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
    return
  }
  // Nobody can write what ends a value into it: it is of this moment.
  const end = `ghadelimiter_${randomUUID()}`
  appendFileSync(
    file,
    Object.entries(outputs)
      .map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`)
      .join(''),
  )
}

/** A summary within the limit: whole lines are cut from the end, and the cut is said. */
export function fitSummary(markdown: string, limit: number = summaryLimit): string {
  if (Buffer.byteLength(markdown) <= limit) return markdown
  const note = '\n\n_Cut here: the whole is longer than a summary may be._\n'
  const room = Buffer.from(markdown).subarray(0, limit - Buffer.byteLength(note))
  return room.subarray(0, Math.max(0, room.lastIndexOf(0x0a))).toString() + note
}

async function writeSummary(markdown: string): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY']
  if (file === undefined || file === '' || markdown === '') return
  try {
    await appendFile(file, `${fitSummary(markdown, summaryLimit - 1)}\n`)
  } catch (error) {
    core.warning(`the step summary could not be written: ${String(error)}`)
  }
}

function kept(annotations: readonly Annotation[]): readonly Annotation[] {
  const seen = new Map<string, number>()
  return annotations.filter(({ level }) => {
    const count = (seen.get(level) ?? 0) + 1
    seen.set(level, count)
    return count <= annotationLimit.count
  })
}

function annotate({ level, message, title, file, line }: Annotation): void {
  const properties = {
    ...(title === undefined ? {} : { title: safeLog(title) }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { startLine: line }),
  }
  write[level](safeLog(message).slice(0, annotationLimit.length), properties)
}
