import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openGit, type Git, type GitLocation, type Opening } from '@slipway/git'
import { Failure } from '@slipway/outcome'
import { askedAtOnce } from './checkout-place.ts'

/** Opens the checkout; where there is none, the failure names those that lie in folders of the workspace. */
export async function openCheckout(location: GitLocation, opening: Opening | undefined): Promise<Git> {
  try {
    return await openGit({ ...location, ...askedAtOnce }, opening)
  } catch (error) {
    throw error instanceof Failure && error.code === 'NO_REPOSITORY' ? withNeighbours(error, location) : error
  }
}

/** More would help nobody to choose. */
const most = 5

function withNeighbours(failure: Failure, { directory, env }: GitLocation): Failure {
  const workspace = env?.['GITHUB_WORKSPACE'] || directory
  const [first, ...others] = checkoutsIn(workspace)
  if (first === undefined) return failure
  const list = [first, ...others].join(', ')
  return new Failure(failure.code, `${failure.message}, but there is one in ${list}`, {
    remedy: `set working-directory: ${first}`,
    cause: failure.cause,
  })
}

/** The folders that `path:` of actions/checkout may have named. */
function checkoutsIn(workspace: string): readonly string[] {
  try {
    const names = readdirSync(workspace, { withFileTypes: true })
    const folders = names.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    return folders.filter((name) => existsSync(join(workspace, name, '.git'))).slice(0, most)
  } catch {
    return []
  }
}
