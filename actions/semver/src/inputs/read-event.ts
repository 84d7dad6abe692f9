import { readFileSync } from 'node:fs'

/** What GitHub tells of the event; `undefined` where there is no such file: a workflow that is run elsewhere may have none. */
export function readEvent<Payload extends object>(env: NodeJS.ProcessEnv): Partial<Payload> | undefined {
  try {
    const payload: unknown = JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'))
    return typeof payload === 'object' && payload !== null ? payload : undefined
  } catch {
    return undefined
  }
}
