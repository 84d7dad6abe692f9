import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { distance } from 'fastest-levenshtein'
import { readPackages } from './imports.ts'

const root = join(import.meta.dirname, '..')

/** A room by its folder, or by the last part of it where no other room has the same. */
export function findRoom(name: string, rooms: readonly string[]): string {
  const wanted = relative(root, join(root, name))
  const [found, ...others] = rooms.filter((room) => room === wanted || basename(room) === wanted)
  const exact = rooms.find((room) => room === wanted)
  if (exact !== undefined) return exact
  if (found !== undefined && others.length === 0) return found
  if (found !== undefined) throw new Error(`several rooms are called ${wanted}: ${[found, ...others].join(', ')}`)
  const near = rooms.toSorted((one, other) => lettersTo(wanted, one) - lettersTo(wanted, other)).slice(0, 3)
  throw new Error(`there is no room ${wanted}; the nearest are ${near.join(', ')}`)
}

function lettersTo(name: string, room: string): number {
  return Math.min(distance(name, room), distance(name, basename(room)))
}

interface Step {
  readonly name: string
  readonly command: readonly string[]
}

/** What is run for one room, the quickest first. */
export function stepsOf(room: string): readonly Step[] {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    readonly references: readonly { readonly path: string }[]
  }
  const hasProject = references.some(({ path }) => path === room)
  const tests = [room.startsWith('e2e') || room === 'bench' ? room : `${room}/test`]
  return [
    ...(hasProject ? [{ name: 'types', command: ['tsc', '-b', room] }] : []),
    { name: 'types of tests', command: ['tsc', '-p', 'tsconfig.tests.json'] },
    { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings', room] },
    { name: 'format', command: ['oxfmt', '--check', room] },
    ...(tests.some((path) => existsSync(join(root, path)))
      ? [{ name: 'tests', command: ['vitest', 'run', '--passWithNoTests', ...tests] }]
      : []),
  ]
}

/** What is run without a room: the checks of `.ci/run`, the quickest first. */
export const wholeChecks: readonly Step[] = [
  'check:types',
  'lint',
  'check:format',
  'check:dead',
  'check:docs',
  'check:dist',
  'test',
].map((script) => ({ name: script, command: ['node', '--run', script] }))

function run({ name, command: [tool = '', ...given] }: Step): boolean {
  const started = performance.now()
  const { status } = spawnSync(join(root, 'node_modules/.bin', tool), given, { cwd: root, stdio: 'inherit' })
  const passed = status === 0
  console.log(`== ${name}: ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return passed
}

function main(names: readonly string[]): void {
  const rooms = [...new Set([...readPackages(root).values()].map(({ folder }) => folder)), 'scripts'].toSorted()
  const chosen = names.map((name) => findRoom(name, rooms))
  console.log(`checking ${chosen.length > 0 ? chosen.join(', ') : 'everything'}`)
  const steps = chosen.length > 0 ? chosen.flatMap(stepsOf) : wholeChecks
  for (const step of steps) if (!run(step)) process.exitCode = 1
}

if (import.meta.main) {
  try {
    main(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
