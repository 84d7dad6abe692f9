import type { BreakingFinding } from '../evidence.ts'
import { plain } from './words.ts'

/** How many findings only a level makes as severe as they count, and the way out; empty where there are none. */
export function onlyErrorWords(breaking: readonly BreakingFinding[]): string {
  const files = breaking.flatMap(({ onlyError }) => (onlyError === undefined ? [] : [plain(onlyError)]))
  if (files.length === 0) return ''
  const different = [...new Set(files)].slice(0, 3)
  const lines = different.map((file) => `sarif:${file} error=high`)
  const have = files.length === 1 ? 'has' : 'have'
  return `; ${files.length} of them ${have} nothing but the level "error" in ${different.join(' and ')}, which counts as critical; if the tool means less by it, say so in reports: ${lines.join(' and ')}`
}
