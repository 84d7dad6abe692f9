import { realpathSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'

/**
 * Where git stops to look for a repository (https://git-scm.com/docs/git, GIT_CEILING_DIRECTORIES): above the workspace
 * of a job there may be one of the runner's own, of which no version is to be made.
 */
export function ceilings(env: NodeJS.ProcessEnv): string {
  const given = env['GIT_CEILING_DIRECTORIES'] ?? ''
  const workspace = workspaceOf(env)
  return [given, workspace === undefined ? '' : dirname(workspace)].filter((each) => each !== '').join(delimiter)
}

/** A folder, and those above it, in a job up to the workspace: which of them is the top of the checkout, only git knows. */
export function foldersUpToWorkspace(directory: string, env: NodeJS.ProcessEnv): readonly string[] {
  const folders = withParents(directory)
  const workspace = folders.indexOf(workspaceOf(env) ?? '')
  return workspace === -1 ? folders : folders.slice(0, workspace + 1)
}

function withParents(folder: string): readonly string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...withParents(dirname(folder))]
}

/** Without symbolic links, as git sees it; `undefined` outside of a workflow. */
function workspaceOf({ GITHUB_WORKSPACE: workspace = '' }: NodeJS.ProcessEnv): string | undefined {
  try {
    return workspace === '' ? undefined : realpathSync(workspace)
  } catch {
    return undefined
  }
}
