import type { Finding } from '../finding.ts'
import type { PlacedFinding } from '../placed.ts'
import type { ScanSubject } from '../track.ts'

/** What another scanner says of the candidate. */
export interface OtherReport {
  /** Of which file or tool, in the words of a message. */
  readonly name: string
  /** The platform, and the digest of the image, that it is about, where it says so. */
  readonly platform?: string
  readonly digest?: string
  readonly findings: readonly Finding[]
  /** By its own word the scanner found nothing to look at, so that no findings mean nothing. */
  readonly blind?: boolean
}

export interface PlacedReport {
  readonly findings: readonly PlacedFinding[]
  readonly note?: string
}

/**
 * A report's findings in the image they are about: that of its digest, else the one of its platform, else the only one.
 * Where none of this tells, they count all the same, under the platform that the report gives.
 */
export function placeReport(report: OtherReport, subjects: readonly ScanSubject[]): PlacedReport {
  const { name, platform = '', digest = '' } = report
  const fits = candidates(report, subjects)
  const subject = fits.length === 1 ? fits[0] : undefined
  const findings = report.findings.map((finding) => ({ ...finding, subject: subject ?? { digest, platform } }))
  if (subject !== undefined || subjects.length === 0) return { findings }
  const about = platform === '' ? 'does not say which platform it is about' : `is about ${platform}`
  const known = subjects
    .map((one) => one.platform || one.digest)
    .sort()
    .join(', ')
  return { findings, note: `${name} ${about}, and the image has ${known}; its findings count all the same` }
}

/** Images that no report is about. One that names neither an image nor a platform is taken to be about all of them. */
export function unreported(reports: readonly OtherReport[], subjects: readonly ScanSubject[]): readonly ScanSubject[] {
  const looked = reports.filter(({ blind }) => blind !== true)
  const reported = new Set(looked.flatMap((report) => candidates(report, subjects)))
  if (looked.some((report) => (report.platform ?? '') === '' && candidates(report, subjects).length === 0)) return []
  return subjects.filter((subject) => !reported.has(subject))
}

/** The images that a report may be about, by the best that it says. */
function candidates(
  { platform = '', digest = '' }: OtherReport,
  subjects: readonly ScanSubject[],
): readonly ScanSubject[] {
  const own = subjects.filter((subject) => subject.digest === digest)
  if (own.length > 0) return own
  const same = subjects.filter((subject) => platform !== '' && covers(platform, subject.platform))
  if (same.length > 0) return same
  return subjects.length === 1 && (platform === '' || subjects[0]?.platform === '') ? subjects : []
}

/** Whether a platform that somebody wrote means this one: `linux/arm64` includes `linux/arm64/v8`. */
export function covers(wanted: string, platform: string): boolean {
  const [one, other] = [wanted.toLowerCase(), platform.toLowerCase()]
  return other === one || other.startsWith(`${one}/`)
}
