/** An image as a task needs it: resolved once, its layers as files. */
export interface PulledImage {
  /** Digest of the platform's manifest (the child, where the reference named an index). */
  readonly digest: string
  readonly config: {
    readonly entrypoint: readonly string[]
    readonly cmd: readonly string[]
    readonly env: readonly string[]
    readonly workingDir: string
  }
  /** Lowest first. */
  readonly layers: readonly { readonly digest: string; readonly mediaType: string; readonly path: string }[]
}

export interface Images {
  /** `HOST/repository:tag` or `HOST/repository@sha256:…`; throws with ECS's `CannotPullContainerError` words. */
  pull(reference: string): Promise<PulledImage>
}
