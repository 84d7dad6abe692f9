import { execFile, type ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import { promisify } from 'node:util'

/** Every address of a host name, in the order to try. */
export type Resolve = (name: string) => Promise<readonly string[]>

/** Asks one lookup a name at a time: who asks meanwhile gets the answer of the one that is under way. */
export function oncePerName(resolve: Resolve): Resolve {
  const underWay = new Map<string, Promise<readonly string[]>>()
  return (name) => {
    const lookup = underWay.get(name) ?? resolve(name).finally(() => underWay.delete(name))
    underWay.set(name, lookup)
    return lookup
  }
}

const script = `require('node:dns').lookup(process.argv[1], { all: true, order: 'verbatim' }, (error, found) =>
  process.stdout.write(JSON.stringify(error ? { code: error.code } : found.map(({ address }) => address))))`

/**
 * The system's own answer (hosts file, search domains and all), asked in a process of its own. getaddrinfo cannot be
 * stopped: one that waits for a silent name server holds one of the two threads that Node has for it, and process.exit()
 * waits for it too. Nothing here keeps this process alive, and what is still waiting when it ends is killed.
 */
export const systemResolve: Resolve = async (name) => {
  const asked = promisify(execFile)(process.execPath, ['-e', script, '--', name], {
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const answer = JSON.parse((await whileRunning(asked.child, asked)).stdout) as
    | readonly string[]
    | { readonly code: string }
  if (!('code' in answer)) return answer
  throw Object.assign(new Error(`${name} could not be looked up`), { code: answer.code })
}

const running = new Set<ChildProcess>()

async function whileRunning<T>(child: ChildProcess, work: Promise<T>): Promise<T> {
  if (running.size === 0) process.on('exit', killAll)
  running.add(child)
  release(child)
  try {
    return await work
  } finally {
    running.delete(child)
    if (running.size === 0) process.off('exit', killAll)
  }
}

/** What a child writes to are sockets of this process (child_process, "subprocess.stdout"). */
function release(child: ChildProcess): void {
  child.unref()
  for (const pipe of [child.stdin, child.stdout, child.stderr] as (Socket | null)[]) pipe?.unref()
}

function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}
