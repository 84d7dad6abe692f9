import type { Build } from '../evidence/evidence.ts'
import type { Ending } from '../report/model.ts'
import type { Scene } from './scene.ts'

export interface Scenario {
  /** For `--scenario`, and its place in the report. */
  readonly name: string
  readonly title: string
  /** What it rehearses, one sentence. */
  readonly about: string
  /** Scenarios that must have been played before. */
  readonly needs: readonly string[]
  readonly expected: Ending
  /** Returns what it built. Throws only when something is broken that it does not rehearse. */
  play(scene: Scene): Promise<Build | undefined>
}
