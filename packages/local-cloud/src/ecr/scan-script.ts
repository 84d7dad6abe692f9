import type { ScanStatus } from '@aws-sdk/client-ecr'

/** One finding of a script; shown in the shape of basic or of enhanced scanning, as the registry is set. */
export interface ScriptedFinding {
  /** CVE id or any other name. */
  readonly name: string
  /** CRITICAL, HIGH, MEDIUM, LOW, INFORMATIONAL, UNDEFINED (basic) or UNTRIAGED (enhanced). */
  readonly severity: string
  readonly package?: string
  readonly version?: string
  readonly fixedIn?: string
  readonly description?: string
  readonly uri?: string
  readonly score?: number
  /** Digest of the layer that brought the package; enhanced only. */
  readonly layer?: string
}

/** What DescribeImageScanFindings answers while the step lasts: a status with findings, or an error. */
export interface ScanStep {
  readonly status?: ScanStatus
  readonly description?: string
  readonly findings?: readonly ScriptedFinding[]
  /** False: COMPLETE or ACTIVE without imageScanCompletedAt and counts, as enhanced scanning answers too early. */
  readonly settled?: boolean
  /** An exception instead of a status, as ScanNotFoundException or ThrottlingException. */
  readonly error?: string
  readonly message?: string
  /** How long the step lasts, in milliseconds of the cloud; without it, `observations` decide. */
  readonly forMs?: number
  /** How many answers the step gives; 1 by default. The last step stays. */
  readonly observations?: number
}

/** What is known of an image whose scan is looked at. */
export interface ScannedImage {
  readonly repository: string
  readonly digest: string
  readonly tags: readonly string[]
  readonly manifest: Readonly<Record<string, unknown>>
  /** The image's config, parsed; undefined where the manifest names none that is stored. */
  readonly config: Readonly<Record<string, unknown>> | undefined
}

/** A scan's course for the images that match every condition given. */
export interface ScanScript {
  readonly repository?: string
  readonly digest?: string
  readonly tag?: string
  when?(image: ScannedImage): boolean
  readonly steps: readonly ScanStep[]
}

/** Scripts of one cloud; the one added last wins. */
export interface ScanScripts {
  /** Takes effect at once, also for images already scanned; returns how to take it back. */
  script(script: ScanScript): () => void
}

export interface RegisteredScript extends ScanScript {
  readonly registeredAt: Date
}

export function matchingScript(
  scripts: readonly RegisteredScript[],
  image: ScannedImage,
): RegisteredScript | undefined {
  return scripts.findLast(
    (script) =>
      (script.repository === undefined || script.repository === image.repository) &&
      (script.digest === undefined || script.digest === image.digest) &&
      (script.tag === undefined || image.tags.includes(script.tag)) &&
      (script.when === undefined || script.when(image)),
  )
}

/** Without a script: no findings, after a moment. Continuous scanning ends in ACTIVE, every other in COMPLETE. */
export function defaultSteps(continuous: boolean): readonly ScanStep[] {
  return [
    { status: 'PENDING', forMs: 500 },
    { status: 'IN_PROGRESS', forMs: 1500 },
    { status: continuous ? 'ACTIVE' : 'COMPLETE' },
  ]
}

/** What a scanner says of something that is not a container image. */
export const unsupportedSteps: readonly ScanStep[] = [{ status: 'UNSUPPORTED_IMAGE' }]
