import { brokenRelease } from './broken-release.ts'
import { crashingRelease } from './crashing-release.ts'
import { goodRelease } from './good-release.ts'
import { lateFailure } from './late-failure.ts'
import { manualRollback } from './manual-rollback.ts'
import { nothingToRelease } from './nothing-to-release.ts'
import type { Scenario } from './scenario.ts'
import { secondRelease } from './second-release.ts'
import { vulnerableImage } from './vulnerable-image.ts'

/** Every scenario, in the order in which they are played. */
export const catalog: readonly Scenario[] = [
  goodRelease,
  vulnerableImage,
  brokenRelease,
  crashingRelease,
  lateFailure,
  secondRelease,
  manualRollback,
  nothingToRelease,
]

/** All of them, or the one named with what it needs before it; undefined when there is none of that name. */
export function chosen(name: string | undefined, all: readonly Scenario[] = catalog): readonly Scenario[] | undefined {
  if (name === undefined) return all
  const wanted = new Set<string>()
  const add = (one: string): void => {
    wanted.add(one)
    for (const needed of all.find((scenario) => scenario.name === one)?.needs ?? []) add(needed)
  }
  add(name)
  return all.some((scenario) => scenario.name === name) ? all.filter((one) => wanted.has(one.name)) : undefined
}
