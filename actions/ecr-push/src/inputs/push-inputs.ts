import type { RegistrySource, Source } from '@slipway/oci'
import type { Severity } from '@slipway/scan-policy'

export type Mode = 'release' | 'preflight' | 'recheck'

/** What the step was told, each value checked. Times are milliseconds. */
export interface PushInputs {
  readonly mode: Mode
  /** Absent only in a preflight before the build, and in a recheck. */
  readonly source: Source | undefined
  /** Name without the registry's host. */
  readonly repository: string
  /** Each once, in the order given; none in a recheck. */
  readonly tags: readonly string[]
  readonly limits: Limits
  readonly newOnly: Target | undefined
  /** Whose layers do not count with `layers: own`; absent: what the image's annotation says. */
  readonly baseImage: ImageName | undefined
  /** Path of a file in YAML; empty for none. */
  readonly ignoreFile: string
  readonly reports: readonly ReportFile[]
  /** `none`: only `reports` are judged. */
  readonly scanner: 'ecr' | 'none'
  readonly onUnscannable: 'fail' | 'warn' | 'pass'
  readonly onInconclusive: 'fail' | 'warn'
  readonly scanTimeout: number
  readonly scanInterval: number
  readonly settle: number
  /** How long an empty answer without a completion time must stay empty. */
  readonly quiet: number
  readonly stage: 'digest' | 'candidate-tag'
  /** Repositories of the same registry that may have layers already. */
  readonly mountFrom: readonly string[]
  /** Transfers at a time. */
  readonly connections: number
  readonly attest: boolean
  /** How a repository that is not there is made; absent: it must be there. */
  readonly create: NewRepository | undefined
  readonly loginDocker: boolean
  /** What a recheck judges. */
  readonly targets: readonly Target[]
  /** The file that a SARIF result points to. */
  readonly sarifLocation: string
  /** An existing folder for files that later steps read. */
  readonly temp: string
  /** The version of this action, as the workflow names it. */
  readonly toolVersion: string
  /** The run of the workflow; absent outside of one. */
  readonly job: { readonly uri: string; readonly id: string } | undefined
}

/** The user's rules, as far as they need nothing but the inputs. */
export interface Limits {
  readonly failOn: Severity
  /** So many findings of a severity are tolerated; `failOn` does not hold for it then. */
  readonly maxFindings: Readonly<Partial<Record<Severity, number>>>
  /** CVSS base score, 0 to 10. */
  readonly cvss: number | undefined
  /** EPSS probability, 0 to 1. */
  readonly epss: number | undefined
  readonly kev: boolean
  readonly onlyFixable: boolean
  readonly layers: 'all' | 'own'
}

/** An image that is in use already. */
export type Target =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'digest'; readonly digest: string }
  | { readonly kind: 'ecs'; readonly cluster: string; readonly service: string }

/** An image of the same registry; `host` as it was written. */
export interface ImageName {
  readonly host?: string
  readonly repository: string
  readonly reference: { readonly tag: string } | { readonly digest: string }
}

export interface ReportFile {
  readonly kind: 'trivy' | 'grype' | 'sarif'
  readonly file: string
  /** What a SARIF tool means by the level `error`, where it gives neither a word nor a score. */
  readonly errorMeans?: Severity
}

export interface NewRepository {
  readonly tagMutability: 'MUTABLE' | 'IMMUTABLE'
  /** Wildcards of tags that are not as `tagMutability` says. */
  readonly exclusionFilters: readonly string[]
  readonly encryption: Encryption | undefined
  readonly scanOnPush: boolean
  /** Path of a file in JSON; empty for none. */
  readonly lifecyclePolicy: string
}

export interface Encryption {
  readonly type: 'AES256' | 'KMS' | 'KMS_DSSE'
  readonly key?: string
}

/** The target as the user wrote it. */
export function targetName(target: Target): string {
  switch (target.kind) {
    case 'tag':
      return `tag:${target.tag}`
    case 'digest':
      return target.digest
    case 'ecs':
      return `ecs:${target.cluster}/${target.service}`
  }
}

export function isRegistry(source: Source | undefined): source is RegistrySource {
  return source?.transport === 'registry'
}
