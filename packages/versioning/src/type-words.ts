/** Words that people write where a type has to stand, and the type that they mean. */
const meant: ReadonlyMap<string, string> = new Map([
  ...['feature', 'features', 'feats', 'new-feature'].map((word) => [word, 'feat'] as const),
  ...['fixes', 'fixed', 'fixs', 'bugfix', 'bugfixes', 'bug-fix', 'bug', 'hotfix', 'hotfixes', 'hot-fix'].map(
    (word) => [word, 'fix'] as const,
  ),
  ...['performance', 'perfs'].map((word) => [word, 'perf'] as const),
  ...['reverts', 'reverted'].map((word) => [word, 'revert'] as const),
])

/** The type that a word in lower case stands for; `undefined` where it is no such word. */
export function typeMeantBy(word: string): string | undefined {
  return meant.get(word)
}
