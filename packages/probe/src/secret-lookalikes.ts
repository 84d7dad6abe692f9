const names = 'pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?'
const value = `"(?:[^"\\\\]|\\\\.)*"?|\\\\+"(?:[^"\\\\])*|'[^']*'?|[^\\s"'\\\\&,;<>{}[\\]]+`

/** Each is read in time that grows with the text only: no part can be begun anew within a run that it has read. */
const lookalikes: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/:\/\/[^\s/?#"'<>\\]*@/g, '://***@'],
  [/(authorization\\*["']?\s*[=:]\s*\\*["']?)[^\r\n"'\\]+/gi, '$1***'],
  [/\b(bearer)(?: +|%20|\+)[\w.~+/-]{4,}=*/gi, '$1 ***'],
  [/\b(basic)(?: +|%20|\+)[\w+/-]{8,}=*/gi, '$1 ***'],
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]+)?/g, '***'],
  [/(?<![A-Za-z0-9])(?:gh[opsur]_|github_pat_|xox[abprs]-)[\w-]{8,}/g, '***'],
  [/(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}/g, '***'],
  [new RegExp(`((?:${names})\\\\*["']?\\s*[=:]\\s*)(?:${value})`, 'gi'), '$1***'],
]

export function hideLookalikes(text: string): string {
  return lookalikes.reduce((shown, [pattern, replacement]) => shown.replace(pattern, replacement), text)
}

const secretName = /token|key|secret|sig|pass|auth|code|credential/i

/** Whether the name of a value says that it gives access. */
export function saysSecret(name: string): boolean {
  return secretName.test(name)
}
