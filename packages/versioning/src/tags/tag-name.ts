/**
 * What keeps a prefix from beginning a tag's name, or `undefined` when nothing does; the empty prefix is fine.
 * The rules are those of git (https://git-scm.com/docs/git-check-ref-format).
 */
export function tagPrefixProblem(prefix: string): string | undefined {
  return problems.find(([pattern]) => pattern.test(prefix))?.[1]
}

const problems: readonly (readonly [RegExp, string])[] = [
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  [/[\u0000-\u0020\u007F]/, 'has a blank or a control character'],
  [/[~^:?*[\\]/, 'has one of ~ ^ : ? * [ \\'],
  [/\.\./, 'has two dots in a row'],
  [/@\{/, 'has @{'],
  [/^-/, 'begins with a dash'],
  [/^\/|\/\//, 'has an empty part before a slash'],
  [/(^|\/)\./, 'has a part that begins with a dot'],
  [/\.lock\//, 'has a part that ends with .lock'],
]
