import type { Connection } from './connection.ts'
import { wordsOf } from './refusal.ts'

/**
 * Why a tag was refused: `burned`: its name belonged to an immutable release that was deleted; `ruled`: rulesets with
 * these names keep tags from being created; `unknown`: GitHub's words say all there is.
 */
export type TagRefusal =
  | { readonly kind: 'burned'; readonly words: string }
  | { readonly kind: 'ruled'; readonly rulesets: readonly string[] }
  | { readonly kind: 'unknown' }

/**
 * Reads the refusal of a tag. For a burned name GitHub says of a ref only that creations are restricted, as it does for
 * a ruleset; with no ruleset that restricts them, it is the name
 * (https://docs.github.com/code-security/concepts/supply-chain-security/immutable-releases).
 */
export async function readRefusal(connection: Connection, error: unknown): Promise<TagRefusal> {
  const words = wordsOf(error)
  if (isBurned(words)) return { kind: 'burned', words }
  if (!/creations being restricted/i.test(words)) return { kind: 'unknown' }
  const rulesets = await restricting(connection).catch(() => undefined)
  if (rulesets === undefined) return { kind: 'unknown' }
  return rulesets.length === 0 ? { kind: 'burned', words } : { kind: 'ruled', rulesets }
}

/** Whether GitHub says that an immutable release had this tag before. */
export function isBurned(words: string): boolean {
  return /used by an immutable release/i.test(words)
}

/** Names of the active rulesets that restrict the creation of tags, those of the organization included. */
async function restricting({ rest, paginate, place }: Connection): Promise<readonly string[]> {
  const all = await paginate(rest.repos.getRepoRulesets, { ...place, per_page: 100 })
  const names: string[] = []
  for (const { id, name, target, enforcement } of all) {
    if (target !== 'tag' || enforcement !== 'active') continue
    const { rules = [] } = (await rest.repos.getRepoRuleset({ ...place, ruleset_id: id })).data
    if (rules.some(({ type }) => type === 'creation')) names.push(name)
  }
  return names
}
