import { relative, sep } from 'node:path'
import type { Masks } from './masks.ts'
import type { Annotation, LogLine } from './run.ts'

/** Annotations of one level that a step may have, and characters of one message (actions/runner, ExecutionContext). */
const limits = { count: 10, length: 4096 } as const

/** What a step shows: lines and annotations, with secrets hidden. */
export interface Transcript {
  readonly lines: readonly LogLine[]
  readonly annotations: readonly Annotation[]
  show(kind: LogLine['kind'], text: string, stream?: LogLine['stream']): void
  annotate(
    level: Annotation['level'],
    message: string,
    properties?: Annotation['properties'],
    stream?: LogLine['stream'],
  ): void
}

export interface TranscriptOptions {
  readonly masks: Masks
  readonly workspace: string
  /** On the performance clock. */
  readonly startedAt: number
  readonly onLine?: (line: LogLine) => void
}

export function createTranscript(options: TranscriptOptions): Transcript {
  const { masks, workspace, startedAt, onLine } = options
  const lines: LogLine[] = []
  const annotations: Annotation[] = []
  const show: Transcript['show'] = (kind, text, stream = 'stdout') => {
    const line = { at: Math.round(performance.now() - startedAt), stream, kind, text: masks.apply(text) }
    lines.push(line)
    onLine?.(line)
  }
  return {
    lines,
    annotations,
    show,
    annotate(level, message, properties = {}, stream = 'stdout') {
      const shown = masks.apply(message).slice(0, limits.length)
      show(level, shown, stream)
      if (annotations.filter((one) => one.level === level).length >= limits.count) return
      annotations.push({ level, message: shown, properties: masked(masks, inWorkspace(properties, workspace)) })
    },
  }
}

/** The file of an annotation as the repository knows it. */
function inWorkspace(properties: Annotation['properties'], workspace: string): Annotation['properties'] {
  const file = properties['file']
  if (file === undefined || !file.startsWith(workspace + sep)) return properties
  return { ...properties, file: relative(workspace, file).replaceAll(sep, '/') }
}

function masked(masks: Masks, properties: Annotation['properties']): Annotation['properties'] {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, masks.apply(value)]))
}
