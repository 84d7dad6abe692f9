import { defineConfig } from 'vitest/config'

const conditions = ['@slipway/source', 'node', 'import', 'default']

// How mutation.ts runs the tests of a package on each edit of it. A property sees an edit by chance and growth takes its
// time: what counts are the rows, each of which sees the same in every run.
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/*{.property,.properties,-properties}.test.ts', '**/{fuzz,growth}.test.ts'],
    setupFiles: ['./scripts/match-text.ts', './scripts/no-properties.ts'],
  },
})
