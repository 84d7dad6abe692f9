import type { ScanMode } from './scan-mode.ts'
import { daysOld, isReadable, type ScanRecord } from './track.ts'
import { nameOf, type Turn } from './turn.ts'

/**
 * Scans that are old, of images that are not looked at again by themselves, so that what became known since is not in
 * them: by basic scanning, and by enhanced scanning at the push only.
 */
export function ageNotes({ gate: { mode, tracks }, now }: Turn): readonly string[] {
  return tracks.flatMap((track) => {
    const { record } = track
    if (record === undefined || !isReadable(record.status)) return []
    const lasting = lastingScan(record, mode)
    const days = lasting === undefined ? 0 : daysOld(lasting, now)
    if (lasting === undefined || days < 1) return []
    const age = days === 1 ? 'a day' : `${days} days`
    return [
      `${nameOf(track)} was scanned ${age} ago, and ${lasting.by} its findings are of that day: ${lasting.remedy}`,
    ]
  })
}

interface LastingScan extends Pick<ScanRecord, 'completedAt'> {
  readonly by: string
  readonly remedy: string
}

/** A scan that nothing follows. */
function lastingScan({ completedAt, coverage }: ScanRecord, mode: ScanMode): LastingScan | undefined {
  const at = (time: number | undefined): Pick<ScanRecord, 'completedAt'> =>
    time === undefined ? {} : { completedAt: time }
  if (mode.kind === 'basic') return { ...at(completedAt), by: 'with basic scanning', remedy: 'scan it again' }
  if (coverage?.reason !== 'SCAN_FREQUENCY_SCAN_ON_PUSH') return undefined
  return { ...at(coverage.lastScannedAt), by: 'with scanning at the push only', remedy: 'scan continuously' }
}
