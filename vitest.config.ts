import { defineConfig } from 'vitest/config'
import { LaneReporter } from './scripts/lane-reporter.ts'

const conditions = ['@slipway/source', 'node', 'import', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      '{packages,actions}/*/test/**/*.test.ts',
      '{app,rehearsal,scripts}/test/**/*.test.ts',
      'e2e/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/lib/**', '**/dist/**'],
    server: { deps: { inline: [/@actions\/(workflow-parser|languageservice|expressions)/] } },
    setupFiles: ['./scripts/match-text.ts'],
    reporters: ['default', new LaneReporter()],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['{packages,actions}/*/src/**/*.ts', 'app/src/**/*.ts'] },
  },
})
