// Proves of every regular expression that is written in the sources that its time grows with its text only, and keeps
// which ones: the tests then prove new ones alone, and all of them in test:long.
//   npx -y pnpm@12 prove:linear
import { writeFileSync } from 'node:fs'
import { attackOn, proven, recordPath } from './linear-time.ts'
import { allExpressions } from './regular-expressions.ts'

const before = proven()
const all = new Map(allExpressions().written.map((each) => [`/${each.source}/${each.flags}`, each]))
const held = [...all].filter(([text, { file, line, ...pattern }]) => {
  const attack = before.has(text) ? undefined : attackOn(pattern)
  if (attack !== undefined) console.error(`${file}:${line}: ${text}: ${attack}`)
  return attack === undefined
})
writeFileSync(recordPath, `${JSON.stringify(held.map(([text]) => text).toSorted(), undefined, 2)}\n`)
console.log(`${held.length} of ${all.size} regular expressions take linear time`)
