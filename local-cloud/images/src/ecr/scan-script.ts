import type { ScanStatus } from '@aws-sdk/client-ecr'
import type {
  FindingStatus,
  FixAvailable,
  PackageManager,
  ScanStatusCode,
  ScanStatusReason,
} from '@aws-sdk/client-inspector2'

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
  /** CVSS base score, 0 to 10. */
  readonly score?: number
  /** As `CVSS:3.1/AV:N/…`; enhanced only, as everything from here on. */
  readonly vector?: string
  /** Digest of the layer that brought the package. */
  readonly layer?: string
  readonly manager?: PackageManager
  readonly path?: string
  /** Packages beside the first one. */
  readonly more?: readonly ScriptedPackage[]
  /** Default: YES where the first package has a `fixedIn`, else NO. */
  readonly fix?: FixAvailable
  readonly exploit?: boolean
  /** Other names of the same, as GHSA-…. */
  readonly related?: readonly string[]
  /** SUPPRESSED and CLOSED as Inspector's own rules have it; ACTIVE by default. */
  readonly status?: FindingStatus
  /** Probability of exploitation, 0 to 1; Inspector only. */
  readonly epss?: number
  /** In CISA's catalogue of what is exploited; Inspector only. */
  readonly kev?: boolean
}

export interface ScriptedPackage {
  readonly name: string
  readonly version: string
  readonly fixedIn?: string
  readonly layer?: string
  readonly manager?: PackageManager
  readonly path?: string
}

/** What Inspector's ListCoverage says of an image. */
export interface ScriptedCoverage {
  /** Default: ACTIVE for what is pending, in progress or successful, else INACTIVE. */
  readonly status?: ScanStatusCode
  readonly reason: ScanStatusReason
  /**
   * A number is milliseconds after the push (negative: before it), a text a date, null is never.
   * Default: never, but for SUCCESSFUL when the scan was complete.
   */
  readonly lastScannedAt?: number | string | null
}

/**
 * The SDK's list of statuses lags behind the service's: IMAGE_SIZE_EXCEEDED is on the page, and any other may come.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanStatus.html
 */
export type ScriptedStatus = ScanStatus | 'IMAGE_SIZE_EXCEEDED' | (string & {})

/** What DescribeImageScanFindings answers while the step lasts: a status with findings, or an error. */
export interface ScanStep {
  readonly status?: ScriptedStatus
  readonly description?: string
  readonly findings?: readonly ScriptedFinding[]
  /** False: COMPLETE or ACTIVE without imageScanCompletedAt and counts, as enhanced scanning answers too early. */
  readonly settled?: boolean
  /** Default: what fits the status. Null: Inspector does not know the image yet. */
  readonly coverage?: ScriptedCoverage | null
  /** Pages have so many findings at most, whatever is asked for, ECR's and Inspector's. */
  readonly pageSize?: number
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

export type Pace = 'ecr' | 'inspector2'

/** A scan's course for the images that match every condition given. */
export interface ScanScript {
  readonly repository?: string
  readonly digest?: string
  readonly tag?: string
  /** `os/architecture`, as the image's config has it. */
  readonly platform?: string
  /** Whose answers count as observations: DescribeImageScanFindings, the default, or Inspector's ListCoverage. */
  readonly pace?: Pace
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
      (script.platform === undefined || script.platform === platformOf(image)) &&
      (script.when === undefined || script.when(image)),
  )
}

function platformOf({ config }: ScannedImage): string {
  return `${String(config?.['os'])}/${String(config?.['architecture'])}`
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
