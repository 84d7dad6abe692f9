import { defineConfig } from 'vitest/config'
import { LaneReporter } from './scripts/lane-reporter.ts'

const conditions = ['@slipway/source', 'node', 'import', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    exclude: ['**/node_modules/**', '**/lib/**', '**/dist/**'],
    server: { deps: { inline: [/@actions\/(workflow-parser|languageservice|expressions)/] } },
    setupFiles: ['./scripts/match-text.ts'],
    reporters: ['default', new LaneReporter()],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['{packages,actions}/*/src/**/*.ts', 'app/src/**/*.ts'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['{packages,actions}/*/test/**/*.test.ts', '{app,scripts}/test/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Whole pipelines under load: one at a time, with the machine to themselves.
        extends: true,
        test: {
          name: 'pipelines',
          include: ['rehearsal/test/**/*.test.ts', 'e2e/**/*.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
