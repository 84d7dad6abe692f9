import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { failedRow, shown, type Row } from '../semver/row.ts'
import { startActionBench, type ActionBench, type StepRun } from './action.ts'
import { writeImage, type BenchImage } from './image.ts'
import { median } from './median.ts'

const mostMemory = 120e6
const tags = ['v1.2.3', 'v1.2', 'latest']

/** What the committed bundle takes as a step, with all that AWS's client and the gate add. */
export async function wholeStep(
  image: BenchImage,
  folder: string,
  rounds: number,
  large: boolean,
): Promise<readonly Row[]> {
  const bench = await startActionBench(folder)
  try {
    const before = bench.calls().length
    const first = await bench.release(image.layout, tags)
    const problem = failureOf(first)
    if (problem !== '') return [failedRow('the whole step', '', problem)]
    const calls = bench.calls().slice(before)
    const rows = [memoryRow('300 MB', first), promotionRow(calls), await againRow(bench, image, rounds)]
    return large ? [...rows, await largeRow(bench, folder)] : rows
  } finally {
    await bench.stop()
  }
}

function memoryRow(size: string, { peak }: StepRun): Row {
  return {
    what: `${size} in 8 layers, peak memory of the whole step`,
    ours: shown.memory(peak),
    beside: '',
    ratio: '',
    limit: shown.memory(mostMemory),
    held: peak <= mostMemory,
  }
}

/** All calls of ECR from the first tag on. */
function promotionRow(calls: readonly string[]): Row {
  const promotion = calls.slice(calls.indexOf('ecr PutImage')).filter((call) => call.startsWith('ecr '))
  const counted = Map.groupBy(promotion, (call) => call.slice('ecr '.length))
  return {
    what: `Promotion to ${tags.length} tags, round trips`,
    ours: String(promotion.length),
    beside: [...counted].map(([name, each]) => `${each.length} ${name}`).join(', '),
    ratio: '',
    limit: 'one a tag, and the read-back',
    held: promotion.length <= tags.length + 1,
  }
}

/** From the start of Node until the step says that all is pushed, when all of it and the tags were there. */
async function againRow(bench: ActionBench, { layout }: BenchImage, rounds: number): Promise<Row> {
  const [again, load]: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    const step = await bench.release(layout, tags)
    const problem = failureOf(step)
    if (problem !== '') return failedRow('all of it there already', 'load + 100 ms', problem)
    const loaded = (await bench.load()).refusedAt
    if (round === 0) continue
    again.push(step.pushedAt)
    load.push(loaded)
  }
  const [ours, floor] = [median(again), median(load)]
  return {
    what: 'All of it there already, the step until it is pushed',
    ours: shown.time(ours),
    beside: `load ${shown.time(floor)}`,
    ratio: `load + ${shown.time(ours - floor)}`,
    limit: 'load + 100 ms',
    held: ours - floor <= 100,
  }
}

async function largeRow(bench: ActionBench, folder: string): Promise<Row> {
  const large = writeImage(join(folder, 'large'), 8, 3e9)
  try {
    const step = await bench.release(large.layout, tags)
    const problem = failureOf(step)
    return problem === '' ? memoryRow('3 GB', step) : failedRow('3 GB in 8 layers', '', problem)
  } finally {
    rmSync(large.layout, { recursive: true, force: true })
  }
}

function failureOf({ run: { conclusion, annotations }, pushedAt }: StepRun): string {
  if (conclusion !== 'success') return annotations[0]?.message ?? conclusion
  return Number.isNaN(pushedAt) ? 'the step does not say when it has pushed' : ''
}
