// Shows which edits of a pure package its tests do not see: StrykerJS makes small edits, one at a time, in a copy of the
// package, and runs the tests that reach each of them.
//   npx -y pnpm@12 mutation PACKAGE [FOLDER|FILE] [--static] [--force]
// FOLDER and FILE are below packages/PACKAGE/src. With `--static` also what runs while a file is loaded, as the tables and
// regular expressions of a file do: each such edit needs all tests. Only what has changed since the last run is judged
// again, except with `--force`. The results are in `.cache/mutation/PACKAGE.html`.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { mutationOptions } from './mutation-options.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { static: { type: 'boolean', default: false }, force: { type: 'boolean', default: false } },
})
const [name, part] = positionals
process.chdir(join(import.meta.dirname, '..'))
const options = { ...mutationOptions(name, part), ignoreStatic: !values.static, force: values.force }
const source = `packages/${name}/src/${part ?? ''}`
if (!existsSync(source)) throw new Error(`there is no ${source}: name a file or a folder below the package's src`)
const judged = await new Stryker(options).runMutationTest()
if (judged.length === 0) throw new Error(`there is nothing to edit in ${source}`)
