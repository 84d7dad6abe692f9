import { existsSync } from 'node:fs'

const shell = '/bin/sh'

/**
 * Ends this process at once. process.exit() waits for the threads that work for Node, and a name
 * lookup on one of them cannot be stopped: a silent name server would hold a job that is over until the resolver gives up.
 * Replacing the process destroys its threads (execve(2)).
 */
export function endProcess(code: number = Number(process.exitCode ?? 0)): never {
  const looksUp = process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap')
  if (!looksUp || process.platform === 'win32' || !existsSync(shell)) process.exit(code)
  process.emit('exit', code)
  process.execve?.(shell, ['sh', '-c', `exit ${code}`])
  process.exit(code)
}
