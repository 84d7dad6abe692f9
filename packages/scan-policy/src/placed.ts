import type { Finding } from './finding.ts'
import type { ScanSubject } from './track.ts'

/** What one scanner found in one image. */
export interface ScannedImage {
  readonly subject: ScanSubject
  readonly findings: readonly Finding[]
}

/** One vulnerability in one package (its locations all have that name and version) of one image. */
export interface PlacedFinding extends Finding {
  readonly subject: ScanSubject
}
