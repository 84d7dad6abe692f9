import { isReadable } from './track.ts'
import { nameOf, type Turn } from './turn.ts'

const day = 24 * 60 * 60 * 1000

/**
 * Basic scans that are old: ECR does not look at an image again unless it is asked to, so that what became known since
 * is not in them. Enhanced scanning keeps its findings up to date by itself.
 */
export function ageNotes({ gate: { mode, tracks }, now }: Turn): readonly string[] {
  if (mode.kind !== 'basic') return []
  return tracks.flatMap((track) => {
    const { status = '', completedAt = now } = track.record ?? {}
    const days = Math.floor((now - completedAt) / day)
    if (!isReadable(status) || !(days >= 1)) return []
    const age = days === 1 ? 'a day' : `${days} days`
    return [
      `${nameOf(track)} was scanned ${age} ago, and with basic scanning its findings are of that day: scan it again`,
    ]
  })
}
