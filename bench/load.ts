// Bytes and load time of every committed bundle, as a ratio to a Node that does nothing. Runs are interleaved.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const rounds = Number(process.env['ROUNDS'] ?? 11)

interface Subject {
  readonly name: string
  readonly file?: string
}

const bundles: readonly Subject[] = readdirSync(join(root, 'actions')).map((name) => {
  const file = join(root, 'actions', name, 'dist', 'index.js')
  return { name, file }
})
const floor: Subject = { name: 'node -e 0' }

/** Milliseconds from start to exit of a process that only loads the bundle: inputs are missing, so it ends at once. */
function once(subject: Subject): number {
  const args = subject.file === undefined ? ['-e', '0'] : [subject.file]
  const started = process.hrtime.bigint()
  spawnSync(process.execPath, args, { stdio: 'ignore', env: { PATH: process.env['PATH'], INPUT_MODE: 'none' } })
  return Number(process.hrtime.bigint() - started) / 1e6
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const times = new Map<string, number[]>([floor, ...bundles].map(({ name }) => [name, []]))
for (let round = 0; round < rounds; round++)
  for (const subject of [floor, ...bundles]) times.get(subject.name)?.push(once(subject))

const base = median(times.get(floor.name) ?? [])
const rows = bundles.map(({ name, file = '' }) => {
  const ms = median(times.get(name) ?? [])
  return {
    bundle: name,
    kB: Math.round(statSync(file).size / 1000),
    'gz kB': Math.round(gzipSync(readFileSync(file)).length / 1000),
    'load ms': Math.round(ms),
    'x node -e 0': (ms / base).toFixed(2),
  }
})
console.log(`node -e 0: ${base.toFixed(1)} ms (median of ${rounds}, interleaved)`)
console.table(rows)
