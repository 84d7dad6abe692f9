import { devNull } from 'node:os'

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
 * The environment for git: no pager, no prompt, plain English, and the folders trusted although another user may own
 * them, as in a container job (https://git-scm.com/docs/git-config, safe.directory). Inputs of the action stay out.
 */
export function gitEnvironment(outer: NodeJS.ProcessEnv, trusted: readonly string[]): NodeJS.ProcessEnv {
  const kept = Object.entries(outer).filter(([name]) => !leading.has(name) && !name.startsWith('INPUT_'))
  const given = Number(outer['GIT_CONFIG_COUNT'] ?? 0) || 0
  const trust = trusted.flatMap((directory, index) => [
    [`GIT_CONFIG_KEY_${given + index}`, 'safe.directory'],
    [`GIT_CONFIG_VALUE_${given + index}`, directory],
  ])
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(trust),
    GIT_CONFIG_COUNT: String(given + trusted.length),
    GIT_PAGER: 'cat',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // History as it was pushed: what this machine replaces or grafts is not what gets the tag.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: devNull,
    // A log would hand over each commit by itself; whole buffers are quicker for both sides.
    GIT_FLUSH: '0',
    LC_ALL: 'C',
  }
}
