import { isSameRelease, type Release } from './release.ts'

export interface Standing {
  /** Releases that came one after the other and were not left again by going back, oldest first. */
  readonly releases: readonly Release[]
  /** What the service went back from when it came to the last of them; absent when that was a step forward. */
  readonly left: Release | undefined
}

/**
 * What the SUCCESSFUL deployments of a service, oldest first, amount to. Coming to a release that stands already is
 * going back, or deploying it once more; what was left by going back no longer stands.
 */
export function standing(made: readonly Release[]): Standing {
  let releases: readonly Release[] = []
  let left: Release | undefined
  for (const release of made) {
    const at = releases.findIndex((one) => isSameRelease(one, release))
    const top = releases.at(-1)
    if (at < 0) left = undefined
    else if (at < releases.length - 1) left = top
    releases = at < 0 ? [...releases, release] : [...releases.slice(0, at), better(releases[at], release)]
  }
  return { releases, left }
}

/** The newer one, unless ECS does not say which images it took. */
function better(older: Release | undefined, newer: Release): Release {
  const isKnown = newer.images.every(({ digest }) => digest !== undefined)
  return isKnown ? newer : (older ?? newer)
}
