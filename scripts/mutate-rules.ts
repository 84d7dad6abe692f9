// Shows that each rule of packages/versioning has a row in its tests: applies each edit of versioning-rules.ts alone, in
// a copy, and runs the rows on it. An edit that leaves all of them green is a missing row.
//   npx -y pnpm@12 mutate:rules [--only NAME …]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { applied, type Mutation } from './mutations.ts'
import { copyVersioning, openRows, type Rows } from './versioning-rows.ts'
import { versioningRules } from './versioning-rules.ts'

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } })
const chosen = versioningRules.filter(({ name }) => values.only?.includes(name) ?? true)
if (chosen.length === 0)
  throw new Error(`no such rule; there are: ${versioningRules.map(({ name }) => name).join(', ')}`)

/** Whether a row goes red without the rule; the copy is as before afterwards. */
async function judge(folder: string, rows: Rows, rule: Mutation): Promise<boolean> {
  const file = join(folder, rule.file)
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, applied(rule, text))
  try {
    const red = await rows.firstRed(file)
    console.log(red === undefined ? `GREEN, a missing row: ${rule.name}` : `red: ${rule.name} (${red})`)
    return red !== undefined
  } catch (error) {
    console.log(`NO PROGRAM: ${rule.name}: ${(error as Error).message}`)
    return false
  } finally {
    writeFileSync(file, text)
  }
}

let missing = false
const folder = mkdtempSync(join(tmpdir(), 'mutate-rules-'))
try {
  copyVersioning(folder)
  for (const rule of versioningRules) applied(rule, readFileSync(join(folder, rule.file), 'utf8'))
  const rows = await openRows(folder)
  try {
    const already = await rows.firstRed(folder)
    if (already !== undefined) throw new Error(`red without any edit: ${already}`)
    let held = 0
    for (const rule of chosen) held += Number(await judge(folder, rows, rule))
    console.log(`${held} of ${chosen.length} rules have a row`)
    missing = held < chosen.length
  } finally {
    await rows.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
// Vitest has set it, because rows were red, as they should be.
process.exitCode = missing ? 1 : 0
