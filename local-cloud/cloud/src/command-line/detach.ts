import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LocalCloudOptions } from '../cloud.ts'
import type { FromBackground } from '../background.ts'

const program = fileURLToPath(new URL('../background.ts', import.meta.url))

export interface Detached {
  readonly env: Readonly<Record<string, string>>
  /** Of the process that serves; SIGTERM stops it in order. */
  readonly pid: number
}

/** Starts a cloud in a process of its own, which goes on when this one has ended. Rejects where it cannot start. */
export async function detach(options: LocalCloudOptions): Promise<Detached> {
  // No stream is shared: whoever reads this process's output, as `$(…)` does, would wait for the other one's end.
  const child = fork(program, [JSON.stringify(options)], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const died = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the process that was to serve ended early (${signal ?? `exit code ${code}`})`)
  })
  died.catch(() => undefined)
  try {
    const [said] = (await Promise.race([once(child, 'message'), died])) as [FromBackground]
    if ('problem' in said) throw new Error(said.problem)
    // Until it is told that it has been heard, it ends with this process.
    await new Promise<void>((resolve, reject) =>
      child.send('heard', (error) => (error === null ? resolve() : reject(error))),
    )
    return said
  } finally {
    if (child.connected) child.disconnect()
    child.unref()
  }
}
