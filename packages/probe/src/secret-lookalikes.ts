const kinds = [
  'pass(?:word|wd|phrase|code)?',
  'pwd',
  'secret',
  'token',
  'credential',
  'signature',
  '(?<![a-z])sig',
  'session[_-]?id',
  '(?:api|access|account|encryption|master|private|shared|signing)[_-]?key',
]
const name = `(?:${kinds.join('|')})s?(?:[_-]?(?:base|hash|key|value)){0,3}`

/** What stands between a name and its value, as it is, and as HTML, JSON and URLs escape it. */
const quote = `(?:\\\\*["']|\\\\{1,8}u002[27]|&quot;|&apos;|&#0?3[49];|%2[27])?`
const equals = `\\s*(?:=>|[=:>]|\\\\{1,8}u003[ade]|&#6[012];|&gt;|%3[ADE])\\s*`
const blank = String.raw`(?:[ \t]+|\\{1,8}(?:u0020|u0009|t)|%20|%09|\+)`

const bare = `(?:[^\\s"'\\\\&,;<>{}[\\]%]|%(?!2[267C]|3B))+`
const value = `"(?:[^"\\\\]|\\\\.)*"?|\\\\+"(?:[^"\\\\])*|'[^']*'?|\\[[^\\]\\r\\n]*|(?:&quot;|&apos;|&#0?3[49];|%2[27])?${bare}`

/** Each is read in time that grows with the text only: no part can be begun anew within a run that it has read. */
const lookalikes: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g, '***'],
  [/:\/\/[^\s/?#"'<>\\]*@/g, '://***@'],
  [new RegExp(`((?:authorization|cookies?)${quote}${equals}${quote})[^\\r\\n"'\\\\]+`, 'gi'), '$1***'],
  [new RegExp(`\\b(bearer)${blank}[\\w.~+/-]{4,}=*`, 'gi'), '$1 ***'],
  [new RegExp(`\\b(basic)${blank}[\\w+/-]{8,}=*`, 'gi'), '$1 ***'],
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]+)?/g, '***'],
  [/(?<![A-Za-z0-9])(?:gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|[rs]k_(?:live|test)_)[\w-]{8,}/g, '***'],
  [/(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{36}|AIza[\w-]{35})/g, '***'],
  [/(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}/g, '***'],
  [new RegExp(`(${name}${quote}${equals})(?:${value})`, 'gi'), '$1***'],
]

export function hideLookalikes(text: string): string {
  return lookalikes.reduce((shown, [pattern, replacement]) => shown.replace(pattern, replacement), text)
}

const secretName = /token|key|secret|sig|pass|auth|code|credential/i

/** Whether the name of a value says that it gives access. */
export function saysSecret(name: string): boolean {
  return secretName.test(name)
}
