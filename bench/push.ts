// What a push costs beside skopeo and beside hashing alone, side by side in one run; see docs/benchmarks.md.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeImage } from './push/image.ts'
import { readOptions, usage, type Options } from './push/options.ts'
import { found } from './push/registry.ts'
import { throughput } from './push/throughput.ts'
import { wholeStep } from './push/whole-step.ts'
import { writePage } from './semver/page.ts'
import { limitTable } from './semver/row.ts'
import { start } from './start.ts'

async function main({ rounds, write, folder, large }: Options): Promise<void> {
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
  const scratch = mkdtempSync(join(folder ?? tmpdir(), 'bench-push-'))
  try {
    const image = writeImage(join(scratch, 'image'), 8, 300e6)
    const rows = [...(await throughput(image, scratch, rounds)), ...(await wholeStep(image, scratch, rounds, large))]
    const table = [limitTable(rows), conditions(rounds)].join('\n\n')
    console.log(table)
    if (write) writePage(new Map([['push', table]]))
    if (rows.some(({ held }) => held === false)) process.exitCode = 1
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function conditions(rounds: number): string {
  const registry = found('docker-registry') ? "Debian's docker-registry" : "the local cloud's registry"
  const machine = `Node ${process.versions.node}, ${availableParallelism()} cores, ${process.platform} ${process.arch}`
  const missing = ['docker-registry', 'skopeo'].filter((program) => !found(program))
  const gap = missing.length === 0 ? '' : ` Not covered, because not installed: ${missing.join(' and ')}.`
  return `${machine}; ${registry} on loopback, medians of ${rounds} turns.${gap}`
}

await start(readOptions, usage, main)
