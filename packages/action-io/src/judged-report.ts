import { formatDuration, type Judgement } from '@slipway/outcome'
import type { Contract, Outputs } from './contract.ts'
import type { Annotation, Report } from './report.ts'
import { safeMarkdown } from './text.ts'

/** What a judging action says beside its judgement. */
interface Beside<C extends Contract> {
  readonly durationMs: number
  readonly outputs: Omit<Outputs<C>, 'verdict' | 'reason' | 'message'>
  /** Markdown below the sentence that says what was judged. */
  readonly sections: readonly string[]
  readonly annotations?: readonly Annotation[]
}

/** What a run that judged leaves behind; only a pass lets the step succeed. */
export function judgedReport<C extends Contract>(
  { name }: C,
  { verdict, reason, message }: Judgement,
  { durationMs, outputs, sections, annotations = [] }: Beside<C>,
): Report {
  const sentence = `${safeMarkdown(message.replace(/\.$/, ''))}. It took ${formatDuration(durationMs)}.`
  return {
    outputs: { verdict, reason, message, ...outputs },
    summary: [`### ${name}: ${verdict} (${reason})`, sentence, ...sections].join('\n\n'),
    annotations,
    ...(verdict === 'pass' ? {} : { failure: `${name}: ${verdict}, ${message} (${reason})` }),
  }
}
