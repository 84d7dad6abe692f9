import type { Connection } from './connection.ts'
import { isUnrelated } from './refusal.ts'

/**
 * Whether `head` contains `commit`; `undefined` when GitHub does not know one of them. The second page of one commit a
 * page spares the files, which only the first has (https://docs.github.com/rest/commits/commits#compare-two-commits).
 */
export function contains(connection: Connection, commit: string, head: string): Promise<boolean | undefined> {
  const { rest, place, find } = connection
  if (commit === head) return Promise.resolve(true)
  const basehead = `${commit}...${head}`
  return find({ what: `compare ${basehead}`, permission: 'contents: read' }, async () => {
    try {
      const { data } = await rest.repos.compareCommitsWithBasehead({ ...place, basehead, per_page: 1, page: 2 })
      return data.status === 'ahead' || data.status === 'identical'
    } catch (error) {
      if (isUnrelated(error)) return false
      throw error
    }
  })
}
