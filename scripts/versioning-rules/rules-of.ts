import type { Mutation } from '../mutations.ts'

/** Edits of one file of packages/versioning/src, each with the name of the rule that it removes or inverts. */
export function rulesOf(
  file: string,
  edits: Readonly<Record<string, readonly [before: string, after: string]>>,
): readonly Mutation[] {
  return Object.entries(edits).map(([name, [before, after]]) => ({
    name,
    file: `packages/versioning/src/${file}`,
    before,
    after,
  }))
}
