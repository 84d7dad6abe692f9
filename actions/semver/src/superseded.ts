import type { SkippedName, VersionPlan } from '@slipway/versioning'

/** The name that the plan had to pass over because a later commit, one that contains this one, has it. */
export async function supersededBy(
  { skipped }: VersionPlan,
  /** Whether a commit contains the one that was planned for. */
  contains: (commit: string) => Promise<boolean>,
): Promise<SkippedName | undefined> {
  for (const name of skipped) {
    if (name.commit !== undefined && (await contains(name.commit))) return name
  }
  return undefined
}

/** The plan of a commit whose changes were released with a later one: there is nothing left to do here. */
export function standDown(plan: VersionPlan, { tag, commit }: SkippedName): VersionPlan {
  const { base } = plan
  const because = `superseded: ${tag} is on ${commit ?? 'a later commit'}, which contains this commit`
  return { ...plan, bump: 'none', version: base?.version, tag: base?.name ?? '', because, refusal: undefined }
}
