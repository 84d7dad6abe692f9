import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createVitest, type CliOptions, type TestModule } from 'vitest/node'

const root = join(import.meta.dirname, '..')
const conditions = ['@slipway/source', 'node', 'import', 'default']

/** The tests of packages/versioning on a copy of it, without the properties: a row has to see a rule by itself. */
export interface Rows {
  /** The name of a row that is red; `undefined` when all are green. Throws when the copy does not even load. */
  firstRed(changed: string): Promise<string | undefined>
  close(): Promise<void>
}

/** Copies what the tests need into a folder. */
export function copyVersioning(folder: string): void {
  mkdirSync(join(folder, 'packages'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const each of ['package.json', 'tsconfig.base.json', 'scripts/match-text.ts', 'scripts/no-properties.ts'])
    cpSync(join(root, each), join(folder, each))
  const isSource = (path: string): boolean => !/^(?:lib$|\.vite)/.test(basename(path))
  for (const each of ['packages/outcome', 'packages/versioning'])
    cpSync(join(root, each), join(folder, each), { recursive: true, verbatimSymlinks: true, filter: isSource })
}

/** One vitest for all edits: only what an edit changes is loaded again. */
export async function openRows(folder: string): Promise<Rows> {
  const options: CliOptions = {
    root: folder,
    config: false,
    include: ['packages/versioning/test/**/*.test.ts'],
    // Rows of speed are most of the time, and know of no rule.
    exclude: ['**/*-properties.test.ts', '**/growth.test.ts'],
    testNamePattern: /^(?!.*(?:by the square|very many))/,
    setupFiles: ['./scripts/match-text.ts', './scripts/no-properties.ts'],
    reporters: [{}],
    watch: false,
    isolate: false,
    maxWorkers: 1,
    // An edit that never ends is to end there.
    execArgv: ['--max-old-space-size=512'],
    bail: 1,
    cache: false,
  }
  const vitest = await createVitest('test', options, { resolve: { conditions }, ssr: { resolve: { conditions } } })
  const specifications = await vitest.globTestSpecifications()
  return {
    async firstRed(changed) {
      vitest.invalidateFile(changed)
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, true)
      // The next edit is one of another file: this one has to be read again then too.
      vitest.invalidateFile(changed)
      if (unhandledErrors.length > 0) throw new Error(`the tests did not run: ${String(unhandledErrors[0])}`)
      return redRow(testModules)
    },
    close: () => vitest.close(),
  }
}

function redRow(modules: readonly TestModule[]): string | undefined {
  const broken = modules.flatMap((module) => module.errors())
  for (const error of broken) if (isSlip(error)) throw new Error(error.message)
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  for (const error of tests.flatMap((test) => test.result().errors ?? []))
    if (isSlip(error)) throw new Error(error.message)
  const red = tests.find((test) => test.result().state === 'failed')?.fullName ?? broken[0]?.message
  if (red === undefined && !tests.some((test) => test.result().state === 'passed')) throw new Error('no test ran')
  return red
}

/** What shows that an edit made no program, rather than another one. */
function isSlip({ name, message }: { readonly name?: string; readonly message: string }): boolean {
  return name === 'ReferenceError' || message.startsWith('Transform failed')
}
