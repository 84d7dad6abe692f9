import { devNull } from 'node:os'
import type { Setting } from './settings.ts'
import { ceilings } from './workspace.ts'

/** Where a caller's git stands, e.g. inside a hook: it would lead ours to another repository. */
const leading: ReadonlySet<string> = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
])

/**
 * The environment for git: no pager, no prompt, plain English, nothing above the workspace, and the folders trusted although another user may own
 * them, as in a container job (https://git-scm.com/docs/git-config, safe.directory). Inputs of the action stay out.
 */
export function gitEnvironment(outer: NodeJS.ProcessEnv, trusted: readonly string[]): NodeJS.ProcessEnv {
  const kept = Object.entries(outer).filter(([name]) => !leading.has(name) && !name.startsWith('INPUT_'))
  const trust = trusted.map((directory) => ({ key: 'safe.directory', value: directory }))
  return {
    ...withSettings(Object.fromEntries(kept), trust),
    GIT_CEILING_DIRECTORIES: ceilings(outer),
    GIT_PAGER: 'cat',
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
    GIT_OPTIONAL_LOCKS: '0',
    // History as it was pushed: what this machine replaces or grafts is not what gets the tag.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: devNull,
    // A log would hand over each commit by itself; whole buffers are quicker for both sides.
    GIT_FLUSH: '0',
    LC_ALL: 'C',
  }
}

/** Settings that only the process sees: no file and no command line has them. */
export function withSettings(env: NodeJS.ProcessEnv, settings: readonly Setting[]): NodeJS.ProcessEnv {
  const given = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0
  const added = settings.flatMap(({ key, value }, index) => [
    [`GIT_CONFIG_KEY_${given + index}`, key],
    [`GIT_CONFIG_VALUE_${given + index}`, value],
  ])
  return { ...env, ...Object.fromEntries(added), GIT_CONFIG_COUNT: String(given + settings.length) }
}

/** The same for git before 2.31, which reads what `git -c` hands on to the commands that it starts. */
export function withOldSettings(env: NodeJS.ProcessEnv, settings: readonly Setting[]): NodeJS.ProcessEnv {
  const quoted = settings.map(({ key, value }) => `'${`${key}=${value}`.replaceAll(/['!]/g, String.raw`'\$&'`)}'`)
  const given = env['GIT_CONFIG_PARAMETERS'] ?? ''
  return { ...env, GIT_CONFIG_PARAMETERS: [given, ...quoted].filter((part) => part !== '').join(' ') }
}
