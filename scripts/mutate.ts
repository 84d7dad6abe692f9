// Shows that the checks would see a defect: applies each edit of mutations.ts alone, in a clone, rebuilds the bundles,
// and runs `rehearse` and `test` on it. An edit that leaves both green is a defect of the checks.
//   npx -y pnpm@12 mutate [--only NAME …] [--with rehearse|test]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { applied, mutations, type Mutation } from './mutations.ts'

const root = join(import.meta.dirname, '..')
const checks = ['rehearse', 'test'] as const
/** One failure is enough to know that a check went red. */
const quickest = { rehearse: ['rehearse'], test: ['test', '--bail=1'] } as const

/** Exit code of a command in `folder`; its output only where it is wanted. */
function run(folder: string, program: string, args: readonly string[]): number {
  const result = spawnSync(program, [...args], { cwd: folder, stdio: 'ignore', env: { ...process.env, CI: 'true' } })
  return result.status ?? 1
}

function must(folder: string, program: string, args: readonly string[]): void {
  if (run(folder, program, args) !== 0) throw new Error(`${program} ${args.join(' ')} failed in ${folder}`)
}

const pnpm = (folder: string, ...args: string[]): number => run(folder, 'npx', ['-y', 'pnpm@12', ...args])

/** Applies one edit, rebuilds, and tells which checks went red; the clone is as before afterwards. */
function judge(clone: string, mutation: Mutation, wanted: readonly (typeof checks)[number][]): readonly string[] {
  const file = join(clone, mutation.file)
  writeFileSync(file, applied(mutation, readFileSync(file, 'utf8')))
  try {
    if (pnpm(clone, 'bundle') !== 0) throw new Error(`the mutation "${mutation.name}" does not even build`)
    return wanted.filter((check) => pnpm(clone, ...quickest[check]) !== 0)
  } finally {
    must(clone, 'git', ['checkout', '--quiet', '--', '.'])
  }
}

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, with: { type: 'string' } } })
const chosen = mutations.filter(({ name }) => values.only?.includes(name) ?? true)
const wanted = checks.filter((check) => values.with === undefined || check === values.with)
if (chosen.length === 0) throw new Error(`no such mutation; there are: ${mutations.map(({ name }) => name).join(', ')}`)

const clone = mkdtempSync(join(tmpdir(), 'mutate-'))
try {
  for (const mutation of mutations) applied(mutation, readFileSync(join(root, mutation.file), 'utf8'))
  must(root, 'git', ['clone', '--quiet', root, clone])
  must(clone, 'npx', ['-y', 'pnpm@12', 'install', '--frozen-lockfile', '--prefer-offline'])
  for (const check of wanted) if (pnpm(clone, check) !== 0) throw new Error(`${check} is red without any edit`)
  for (const mutation of chosen) {
    const red = judge(clone, mutation, wanted)
    console.log(`${red.length > 0 ? `red in ${red.join(' and ')}` : 'GREEN, a defect'}: ${mutation.name}`)
    if (red.length === 0) process.exitCode = 1
  }
} finally {
  rmSync(clone, { recursive: true, force: true })
}
