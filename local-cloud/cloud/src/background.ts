import { startLocalCloud, type LocalCloudOptions } from './cloud.ts'
import { endAtOnce, onEndSignals } from './command-line/end-signals.ts'

/** What the process behind `local-cloud --detach` tells the one that started it. */
export type FromBackground =
  | { readonly env: Readonly<Record<string, string>>; readonly pid: number }
  | { readonly problem: string }

let isHeard = false
process.on('message', () => (isHeard = true))
const asked = new Promise<void>((resolve) => {
  onEndSignals({ first: () => resolve(), again: endAtOnce })
  // Whoever wanted it is gone before it was told how to reach it.
  process.on('disconnect', () => void (isHeard || resolve()))
})
try {
  const cloud = await startLocalCloud(JSON.parse(process.argv[2] ?? '{}') as LocalCloudOptions)
  tell({ env: cloud.env, pid: process.pid })
  await asked
  await cloud.stop()
} catch (error) {
  tell({ problem: (error as Error).message })
}

function tell(said: FromBackground): void {
  if (process.connected) process.send?.(said)
}
