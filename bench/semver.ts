// What the semver action costs beside git alone, as ratios measured side by side in one run; see docs/benchmarks.md.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { farTag } from './semver/far-tag.ts'
import { monorepo } from './semver/monorepo.ts'
import { nearTag } from './semver/near-tag.ts'
import type { Measurement } from './semver/measurement.ts'
import { readOptions, usage, type Letter, type Options } from './semver/options.ts'
import { machineAndVersions, writePage } from './semver/page.ts'
import { peerTable } from './semver/peer-table.ts'
import { repositories, type Repositories } from './semver/repositories.ts'
import { failedRow, limitTable, type Row } from './semver/row.ts'
import { shallowClone } from './semver/shallow-clone.ts'
import { WrongAnswer, type Conditions } from './semver/subject.ts'
import { start } from './start.ts'

const measurements: Readonly<Record<Letter, Measurement>> = {
  A: farTag,
  B: nearTag,
  C: shallowClone,
  D: monorepo,
}

async function main(options: Options): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-semver-'))
  try {
    const folder = options.folder ?? join(scratch, 'repositories')
    mkdirSync(folder, { recursive: true })
    const conditions = { scratch, commits: options.commits, rounds: options.rounds }
    await measure(options, conditions, repositories(folder, options.commits))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function measure(options: Options, conditions: Conditions, made: Repositories): Promise<void> {
  const rows: Row[] = []
  for (const letter of options.only) rows.push(...(await rowsOf(measurements[letter], conditions, made)))
  const table = `${limitTable(rows)}\n\n${machineAndVersions()}`
  console.log(table)
  const blocks = new Map([['semver', table]])
  if (options.peers) {
    const beside = `${await peerTable(conditions, made)}\n\n${machineAndVersions()}`
    console.log(`\n${beside}`)
    blocks.set('semver-peers', beside)
  }
  if (options.write) writePage(blocks)
  if (rows.some(({ held }) => held === false)) process.exitCode = 1
}

async function rowsOf(measurement: Measurement, conditions: Conditions, made: Repositories): Promise<readonly Row[]> {
  try {
    return await measurement.rows(conditions, made)
  } catch (error) {
    if (!(error instanceof WrongAnswer)) throw error
    return [failedRow(measurement.what(conditions), measurement.limit, error.message)]
  }
}

await start(readOptions, usage, main)
