/** What a file that leaves the gate says about where it is from. */
export interface OutgoingContext {
  /** The judged image, `host/repository@sha256:…`. */
  readonly image: string
  /** The version of the action. */
  readonly toolVersion: string
}

/** `repository` of `host/repository@sha256:…`. */
export function repositoryOf(image: string): string {
  const name = image.replace(/@.*$/s, '')
  const slash = name.indexOf('/')
  const host = slash > 0 && /[.:]|^localhost$/.test(name.slice(0, slash))
  return host ? name.slice(slash + 1) : name
}
