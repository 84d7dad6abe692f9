import { shown, type Row } from '../semver/row.ts'
import type { BenchImage } from './image.ts'
import { median } from './median.ts'
import { runProgram } from './program.ts'
import { pushOnce, type PushResult } from './push-once.ts'
import { found, startRegistry, type Registry } from './registry.ts'
import { skopeoCopy, skopeoStart } from './skopeo.ts'

interface Turns {
  readonly ours: PushResult[]
  readonly again: PushResult[]
  readonly skopeo: { ms: number; cpuMs: number }[]
  readonly hash: { ms: number; cpuMs: number }[]
}

/** A push into an empty registry by each in turn, after one turn that does not count. */
export async function throughput(image: BenchImage, folder: string, rounds: number): Promise<readonly Row[]> {
  const turns: Turns = { ours: [], again: [], skopeo: [], hash: [] }
  const peer = found('skopeo')
  for (let round = 0; round <= rounds; round++) {
    const [ours, again] = await withRegistry(folder, async (registry) => [
      await pushOnce(image.layout, registry),
      await pushOnce(image.layout, registry),
    ])
    if (ours.pushedBytes < image.size || again.pushedBytes !== 0) throw new Error('a push did not push what it should')
    const skopeo = peer ? await withRegistry(folder, (registry) => timed(image, registry, folder)) : undefined
    const hash = await runProgram('openssl', ['dgst', '-sha256', ...image.layers])
    if (round === 0) continue
    turns.ours.push(ours)
    turns.again.push(again)
    turns.hash.push(hash)
    if (skopeo !== undefined) turns.skopeo.push(skopeo)
  }
  return rowsOf(turns, image)
}

/** skopeo's push without its start. */
async function timed(image: BenchImage, registry: Registry, folder: string): Promise<{ ms: number; cpuMs: number }> {
  const start = await skopeoStart()
  const run = await skopeoCopy(image.layout, registry, folder)
  return { ms: run.ms - start.ms, cpuMs: run.cpuMs - start.cpuMs }
}

async function withRegistry<T>(folder: string, use: (registry: Registry) => Promise<T>): Promise<T> {
  const registry = await startRegistry(folder)
  try {
    return await use(registry)
  } finally {
    await registry.stop()
  }
}

function rowsOf(turns: Turns, { size }: BenchImage): readonly Row[] {
  const ms = (runs: readonly { readonly ms: number }[]): number => median(runs.map((run) => run.ms))
  const perGb = (runs: readonly { readonly cpuMs: number }[]): number =>
    (median(runs.map(({ cpuMs }) => cpuMs)) / size) * 1e9
  const rate = (time: number): string => `${shown.time(time)} (${(size / 1e3 / time).toFixed(0)} MB/s)`
  const [ours, skopeo] = [ms(turns.ours), ms(turns.skopeo)]
  const ratio = skopeo / ours
  const name = `${(size / 1e6).toFixed(0)} MB in 8 layers`
  const cpu = [`\`openssl dgst -sha256\` ${shown.time(perGb(turns.hash))}`]
  if (turns.skopeo.length > 0) cpu.push(`skopeo ${shown.time(perGb(turns.skopeo))}`)
  return [
    {
      what: `${name}, pushed into an empty registry`,
      ours: rate(ours),
      beside: turns.skopeo.length > 0 ? `skopeo ${rate(skopeo)}` : 'no skopeo here',
      ratio: turns.skopeo.length > 0 ? `${shown.ratio(ratio)} × its throughput` : '',
      limit: '1.3 × skopeo',
      held: turns.skopeo.length > 0 ? ratio >= 1.3 : undefined,
    },
    {
      what: `${name}, all of it there already, the push alone`,
      ours: shown.time(ms(turns.again)),
      beside: '',
      ratio: '',
      limit: '100 ms',
      held: ms(turns.again) <= 100,
    },
    {
      what: 'CPU time for 1 GB pushed',
      ours: shown.time(perGb(turns.ours)),
      beside: cpu.join(', '),
      ratio: shown.ratio(perGb(turns.ours) / perGb(turns.hash)),
      limit: '',
      held: undefined,
    },
  ]
}
