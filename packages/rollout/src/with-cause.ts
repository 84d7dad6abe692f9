import { showServing, type Evidence } from './evidence.ts'
import { stopCause } from './stop-cause.ts'

/** What a failed deployment is told by in one line: what happened, why tasks stopped, what runs now, and what to do next. */
export function withCause(message: string, evidence: Evidence | undefined, next: string | undefined): string {
  const cause = evidence === undefined ? undefined : stopCause(evidence.tasks)
  const serving = evidence?.serving === undefined ? undefined : showServing(evidence.serving)
  const parts = [message.replace(/\.$/, ''), cause, serving, next === undefined ? undefined : `next: ${next}`]
  return parts.filter((part) => part !== undefined).join('; ')
}
