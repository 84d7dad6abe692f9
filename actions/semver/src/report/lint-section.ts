import type { LintFinding } from '../result.ts'
import { bulletList, shortSha, shown } from './foreign-text.ts'

/** What the lint found, a line each; that nothing was found is said too. Empty when nothing was linted. */
export function lintSection(lint: readonly LintFinding[] | undefined, limit: number, repositoryUrl?: string): string {
  if (lint === undefined) return ''
  if (lint.length === 0) return '**Lint:** every message is well formed.'
  const lines = lint.map(({ sha, line, lineText, message }) => {
    const place = sha === undefined ? 'title' : `${shortSha(sha, repositoryUrl)}, line ${line}`
    return `${place}: “${shown(lineText, 120)}”: ${shown(message, 400)}`
  })
  return `**Lint:**\n\n${bulletList(lines, limit, 'finding')}`
}
