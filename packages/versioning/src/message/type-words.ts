interface MeantType {
  readonly type: string
  /** It says itself that something breaks. */
  readonly marked: boolean
}

/** Words that people write where a type has to stand, and the type that they mean. */
const words: Readonly<Record<string, readonly string[]>> = {
  feat: ['feature', 'features', 'feats', 'new-feature'],
  fix: ['fixes', 'fixed', 'fixs', 'bugfix', 'bugfixes', 'bug-fix', 'bug', 'hotfix', 'hotfixes', 'hot-fix'],
  perf: ['performance', 'perfs'],
  revert: ['reverts', 'reverted'],
}

const meant: ReadonlyMap<string, MeantType> = new Map<string, MeantType>([
  ...Object.entries(words).flatMap(([type, each]) => each.map((word) => [word, { type, marked: false }] as const)),
  ['breaking', { type: 'feat', marked: true }],
])

/** The type that a word in lower case stands for; `undefined` where it is no such word. */
export function typeMeantBy(word: string): MeantType | undefined {
  return meant.get(word)
}
