import { constants } from 'node:os'

export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

export const endSignals: readonly EndSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Wall milliseconds in which signals are one and the same: Ctrl-C reaches the whole group of the terminal, and a package
 * manager in it passes the signal on once more.
 */
const echoMs = 1_000

export interface OnEndSignals {
  /** Asked to end: everything is to be ended in order. */
  readonly first: (signal: EndSignal) => void
  /** Asked once more: nothing is waited for any longer. */
  readonly again: (signal: EndSignal) => void
}

/** Listens to the signals that ask a process to end, whichever comes; returns how to stop it. */
export function onEndSignals({ first, again }: OnEndSignals, names: readonly EndSignal[] = endSignals): () => void {
  let since: number | undefined
  const heard = (signal: EndSignal): void => {
    if (since === undefined) {
      since = performance.now()
      return first(signal)
    }
    if (performance.now() - since >= echoMs) again(signal)
  }
  for (const name of names) process.on(name, heard)
  return () => {
    for (const name of names) process.off(name, heard)
  }
}

/** The exit code that a shell shows for a process that a signal has ended. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal]
}

/**
 * Ends this process by the signal, after what is done at every exit. `process.exit` would wait for a thread that hangs
 * in the file system.
 */
export function endAtOnce(signal: EndSignal): void {
  for (const name of endSignals) process.removeAllListeners(name)
  try {
    process.emit('exit', exitCodeOf(signal))
  } finally {
    process.kill(process.pid, signal)
  }
}
