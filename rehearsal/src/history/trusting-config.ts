import { accessSync, constants } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/**
 * What follows the user's own settings: repositories of other owners, as in a container or after sudo, are read, and so
 * are bare ones. https://git-scm.com/docs/git-config, safe.directory and safe.bareRepository.
 */
const trust = '[safe]\n\tdirectory = *\n\tbareRepository = all\n'

/**
 * Writes a file for GIT_CONFIG_GLOBAL. Settings in the environment or on the command line do not do: git takes them
 * away from the upload-pack that it starts for a clone, and git before 2.38 does not look there for whom it may trust.
 */
export async function writeTrustingConfig(file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const includes = ownConfigs(env).map((path) => `[include]\n\tpath = "${quoted(path)}"\n`)
  await writeFile(file, `${includes.join('')}${trust}`)
}

/** The user's own files that git would read, in its order: the later one wins. */
export function ownConfigs({ GIT_CONFIG_GLOBAL: only, XDG_CONFIG_HOME, HOME }: NodeJS.ProcessEnv): readonly string[] {
  const xdg = XDG_CONFIG_HOME || (HOME ? join(HOME, '.config') : '')
  const usual = [...(xdg ? [join(xdg, 'git', 'config')] : []), ...(HOME ? [join(HOME, '.gitconfig')] : [])]
  return (only === undefined ? usual : [only])
    .filter((path) => path !== '')
    .map((path) => resolve(path))
    .filter(isReadable)
}

/** To include a file that may not be read would end git; after sudo the home may be somebody else's. */
function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

function quoted(path: string): string {
  return path.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)
}
