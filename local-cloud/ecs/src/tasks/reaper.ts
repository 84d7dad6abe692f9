import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Ends process groups when this process has died without doing so itself, also by SIGKILL. */
export interface Reaper {
  watch(leader: number): void
  forget(leader: number): void
  /** Ends the reaper; groups that it still watches are killed. */
  close(): Promise<void>
}

/** Reads `+ LEADER` and `- LEADER` until its input ends, which it does when the other side dies. */
const script = `
groups=
while read -r sign leader; do
  case $sign in
    +) groups="$groups $leader" ;;
    -) kept=; for group in $groups; do [ "$group" = "$leader" ] || kept="$kept $group"; done; groups=$kept ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
`

/** A small shell beside this process; started with the first group. */
export function createReaper(): Reaper {
  let shell: ReturnType<typeof start> | undefined
  return {
    watch: (leader) => void (shell ??= start()).stdin.write(`+ ${leader}\n`),
    forget: (leader) => void shell?.stdin.write(`- ${leader}\n`),
    async close() {
      shell?.ref()
      shell?.stdin.end()
      await shell?.ended
    },
  }
}

function start() {
  // A group of its own: the terminal's Ctrl-C is for this process, and the reaper acts after it.
  const shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  // A shell that was killed, or that is not there, must not end this process.
  for (const part of [shell, shell.stdin]) part.on('error', () => {})
  // Watched from the start: one that somebody killed has ended before anybody waits for it.
  const ended = Promise.race([once(shell, 'exit'), once(shell, 'error')]).catch(() => {})
  shell.unref()
  return { ended, stdin: shell.stdin, ref: () => shell.ref() }
}
