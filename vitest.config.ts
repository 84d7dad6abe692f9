import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LaneReporter } from './scripts/lane-reporter.ts'
import { seedOf } from '@slipway/test-support/sampling/sampling'

const notTests = ['**/node_modules/**', '**/lib/**', '**/dist/**']
const conditions = ['@slipway/source', 'node', 'import', 'default']

// Workers, and what tests start, load the same modules again and again: compiled once, they take half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled')

/** Milliseconds. Guards against what never ends, not bounds on how slow a machine may be: a test that is only slow passes. */
const hang = { poll: 5 * 60_000, test: 15 * 60_000, long: 4 * 3_600_000 }

/**
 * Rooms without I/O, which are compiled without Node: nothing that one file of their tests does is seen by another, so
 * they share their workers and what these have loaded.
 */
const pure = globSync('packages/*/tsconfig.json', { cwd: import.meta.dirname })
  .filter((path) => readFileSync(join(import.meta.dirname, path), 'utf8').includes('"types": []'))
  .map((path) => `${dirname(path)}/test/**/*.test.ts`)

// `--mode long` is `test:long`: what `test` takes a sample of is run whole.
export default defineConfig(({ mode }) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    exclude: notTests,
    server: { deps: { inline: [/@actions\/(workflow-parser|languageservice|expressions)/] } },
    setupFiles: ['./scripts/match-text.ts'],
    reporters: ['default', new LaneReporter()],
    env: { TEST_LONG: mode === 'long' ? 'yes' : '', TEST_SEED: String(seedOf(process.env)) },
    testTimeout: mode === 'long' ? hang.long : hang.test,
    hookTimeout: hang.test,
    expect: { poll: { timeout: hang.poll } },
    coverage: {
      provider: 'v8',
      include: ['{packages,actions,local-cloud}/*/src/**/*.ts', '{app,workflow-runner}/src/**/*.ts'],
    },
    // Much of the time is spent waiting for processes and servers: two workers more than cores of a small machine.
    maxWorkers: 4,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: [
            '{packages,actions,local-cloud}/*/test/**/*.test.ts',
            '{app,scripts,workflow-runner}/test/**/*.test.ts',
          ],
          exclude: [...notTests, ...pure],
        },
      },
      { extends: true, test: { name: 'pure rooms', include: pure, pool: 'threads', isolate: false } },
      {
        extends: true,
        test: {
          name: 'pipelines',
          include: ['rehearsal/test/**/*.test.ts', 'e2e/**/*.test.ts'],
        },
      },
    ],
  },
}))
