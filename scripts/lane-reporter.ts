import type { UserConsoleLog } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'

/** A suite called `lane: NAME (what it covers)` needs more than Node, git and npm; it runs where that is found. */
const prefix = 'lane: '

interface Lane {
  readonly name: string
  readonly ran: number
}

/**
 * Says after every run which lanes ran, what was not covered because one did not, and of which long lists only a sample
 * was run; a run without tests fails.
 */
export class LaneReporter implements Reporter {
  readonly #samples: string[] = []

  onUserConsoleLog({ content }: UserConsoleLog): void {
    this.#samples.push(...content.split('\n').filter((line) => line.startsWith('sampled: ')))
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string): number => states.filter((each) => each === state).length
    const line = `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`
    for (const lane of modules.flatMap(lanesOf)) console.log(sentence(lane))
    for (const line of this.#samples) console.log(line)
    console.log(`tests: ${line}`)
    if (count('passed') === 0) process.exitCode = 1
  }
}

function lanesOf(module: TestModule): readonly Lane[] {
  return [...module.children.allSuites()]
    .filter((suite) => suite.name.startsWith(prefix))
    .map((suite) => ({
      name: suite.name.slice(prefix.length),
      ran: [...suite.children.allTests()].filter((test) => test.result().state !== 'skipped').length,
    }))
}

function sentence({ name, ran }: Lane): string {
  return ran > 0 ? `lane ran: ${name}` : `lane not run, so not covered: ${name}`
}
