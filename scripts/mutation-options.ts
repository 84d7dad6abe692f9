import type { Stryker } from '@stryker-mutator/core'

type Options = ConstructorParameters<typeof Stryker>[0]

/**
 * The pure packages whose tests judge their rules, each with the least share of its edits, in percent, that the tests must
 * see. Some edits change nothing that can be seen (a `<` that may as well be a `<=`), so that none comes to 100.
 */
export const leastScores: ReadonlyMap<string, number> = new Map([
  ['rollout', 90],
  ['health', 90],
  ['versioning', 80],
  ['scan-policy', 80],
])

/** How StrykerJS judges a package, or the file or folder of it that `part` names below its `src`. */
export function mutationOptions(name: string | undefined, part?: string): Options {
  const least = leastScores.get(name ?? '')
  if (name === undefined || least === undefined)
    throw new Error(
      `${name ?? 'nothing'} is no package that is judged: give one of ${[...leastScores.keys()].join(', ')}`,
    )
  const source = `packages/${name}/src`
  return {
    plugins: ['@stryker-mutator/vitest-runner'],
    testRunner: 'vitest',
    vitest: { configFile: 'scripts/mutation.vitest.config.ts', dir: `packages/${name}` },
    mutate: [part?.endsWith('.ts') ? `${source}/${part}` : `${source}/${part ?? '.'}/**/*.ts`],
    coverageAnalysis: 'perTest',
    concurrency: 2,
    incremental: true,
    incrementalFile: `.cache/mutation/${name}.json`,
    reporters: ['clear-text', 'html'],
    htmlReporter: { fileName: `.cache/mutation/${name}.html` },
    // A part says nothing of the whole.
    thresholds: { high: 100, low: least, break: part === undefined ? least : null },
    tempDirName: '.cache/mutation/copies',
    cleanTempDir: 'always',
    // Only what the tests of the package need is copied: a tsconfig would lead to those of the other packages.
    ignorePatterns: [
      '**',
      `!packages/${name}/{src,test}/**`,
      `!packages/${name}/{package.json,README.md}`,
      '!package.json',
      '!scripts/*.ts',
    ],
  }
}
