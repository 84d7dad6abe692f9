import type { Judgement } from '@slipway/outcome'
import type { Pushed } from '@slipway/oci'
import type { GateEnd } from '@slipway/scan-policy'
import type { PushInputs } from './inputs.ts'
import type { HeldTag, PlannedTag } from './promotion/plan-promotion.ts'

/** What is known by now; it only grows, so that whatever stops the run, it can be told. */
export interface ResultSoFar {
  /** Host of the registry; this and the two below are empty while they are not known. */
  readonly registry: string
  /** `sha256:…` of the manifest or index. */
  readonly digest: string
  /** `HOST/REPOSITORY@DIGEST` */
  readonly image: string
  /** The tags that were asked for, in the order in which they are given. */
  readonly wanted: readonly string[]
  /** Of these, those that are on the digest now. */
  readonly tags: readonly string[]
  /** What a preflight says will become of each tag. */
  readonly plan: readonly PlannedTag[]
  /** Floating tags that stay on a higher release. */
  readonly held: readonly HeldTag[]
  /** What the scans showed; absent when it never came to that. */
  readonly gate?: GateEnd
  readonly pushed?: Pushed
  /** Digest of the attached verdict; empty when there is none. */
  readonly verdictDigest: string
  /** Paths of the files with all findings; empty when there are none. */
  readonly files: { readonly findings: string; readonly sarif: string }
  /** What a reader should know, one line each. */
  readonly notes: readonly string[]
  /** In a recheck, each image that was judged. */
  readonly rechecked: readonly Rechecked[]
}

export interface Rechecked {
  /** `tag:latest`, `ecs:prod/api app`, or the digest. */
  readonly label: string
  readonly digest: string
  readonly end: GateEnd
  readonly verdictDigest: string
}

/** The gate's reasons, `tag-conflict`, `ready`, or the code of a failure. */
export interface Judged extends Judgement {
  /** The step succeeds: the verdict is `pass`, or the user's policy accepts the image without one. */
  readonly accepted: boolean
}

export interface Result extends ResultSoFar, Judged {
  readonly inputs: PushInputs
  /** What was thrown, where that ended the run. */
  readonly error?: unknown
}

/** The growing knowledge of one run. */
export interface Progress {
  readonly soFar: ResultSoFar
  readonly learn: (part: Partial<ResultSoFar>) => void
  /** These tags are on the digest. */
  readonly saw: (...tags: readonly string[]) => void
  readonly note: (...lines: readonly string[]) => void
}

export function beginProgress(): Progress {
  let soFar: ResultSoFar = {
    ...{ registry: '', digest: '', image: '', verdictDigest: '' },
    ...{ wanted: [], tags: [], plan: [], held: [], notes: [], rechecked: [], files: { findings: '', sarif: '' } },
  }
  return {
    get soFar() {
      return soFar
    },
    learn: (part) => void (soFar = { ...soFar, ...part }),
    saw: (...tags) =>
      void (soFar = { ...soFar, tags: soFar.wanted.filter((tag) => soFar.tags.includes(tag) || tags.includes(tag)) }),
    note: (...lines) => void (soFar = { ...soFar, notes: [...soFar.notes, ...lines] }),
  }
}
