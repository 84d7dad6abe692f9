import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Removes a folder when this process has died without doing so itself, also by SIGKILL. */
export interface FolderKeeper {
  /** Removes the folder, where it is still there, and ends. */
  close(): Promise<void>
}

/** Its input ends when the other side dies. What still runs then may be writing: hence a second time. */
const script = 'read -r _; rm -rf -- "$1" || { sleep 1; rm -rf -- "$1"; }'

/** A small shell beside this process. */
export function keepFolder(path: string): FolderKeeper {
  // A group of its own: the terminal's Ctrl-C is for this process, and the keeper acts after it.
  const shell = spawn('/bin/sh', ['-c', script, 'sh', path], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  // A shell that was killed, or that is not there, must not end this process.
  for (const part of [shell, shell.stdin]) part.on('error', () => {})
  const ended = Promise.race([once(shell, 'exit'), once(shell, 'error')]).catch(() => {})
  shell.unref()
  return {
    async close() {
      shell.ref()
      shell.stdin.end()
      await ended
    },
  }
}
