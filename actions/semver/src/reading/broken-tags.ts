import type { Log } from '@slipway/outcome'
import type { Tag } from '@slipway/versioning'

/** Names; the rest is counted. */
const most = 10

/** Says which tags of the checkout lead to nothing: they are no release, and their names stay taken. */
export function warnOfBroken(local: readonly Tag[], log: Pick<Log, 'warning'>): void {
  const broken = local.filter(({ commit }) => commit === undefined).map(({ name }) => name)
  if (broken.length === 0) return
  const more = broken.length > most ? `, and ${broken.length - most} more` : ''
  log.warning(
    `the checkout has broken tags, which are ignored: ${broken.slice(0, most).join(', ')}${more}; delete them there (git update-ref -d refs/tags/${broken[0]}), and fetch them again`,
  )
}
