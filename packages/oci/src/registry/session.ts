import { Agent as PlainAgent, type Agent, type AgentOptions } from 'node:http'
import { Agent as TlsAgent } from 'node:https'
import { backoff, type Clock } from '@slipway/control-loop'
import { describe } from '@slipway/outcome'
import { isLoginRefused, isTransient, Refusal, registryFailure, type Advise } from './refusal.ts'
import { untilAborted } from '@slipway/control-loop'

/** How a registry is reached and as whom. */
export interface RegistryLogin {
  /** `https://HOST` or `http://HOST:PORT` */
  readonly endpoint: string
  /** Base64 of `user:password`, as GetAuthorizationToken gives it. */
  readonly token: string
}

export interface SessionOptions {
  /** Asked for at the first request, and once more when the registry refuses what it gave. */
  readonly login: () => Promise<RegistryLogin>
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Connections at most. */
  readonly connections: number
  /** Is told of every attempt that is made again. */
  readonly say?: (line: string) => void
  readonly random?: () => number
  /** What to do about a refusal, by what this kind of registry says in it. */
  readonly advise?: Advise
  /** Proxies to go through, in the words of the environment; none by default. */
  readonly proxyEnv?: AgentOptions['proxyEnv']
}

export type Attempt<T> = (login: RegistryLogin, agent: Agent) => Promise<T>

/** A logged-in connection pool: runs attempts until one succeeds, or none can. */
export interface Session {
  /** `attempt` is begun anew on 5xx, 429 and broken connections, and once after a fresh login. */
  run<T>(what: string, attempt: Attempt<T>): Promise<T>
  close(): void
}

const attempts = 7
const wait = { base: 500, cap: 15_000 } as const
const longestRetryAfter = 30_000

export function openSession(options: SessionOptions): Session {
  const { login, clock, signal, connections, say, random, proxyEnv, advise } = options
  const agents = agentsFor(connections, proxyEnv)
  const logins = sharedLogin(login)
  const jitter = random === undefined ? wait : { ...wait, random }

  async function run<T>(what: string, attempt: Attempt<T>): Promise<T> {
    let renewed = false
    for (let count = 0; ;) {
      signal.throwIfAborted()
      const used = logins.current()
      try {
        const known = await untilAborted(() => used, signal)
        return await attempt(known, agents.for(known.endpoint))
      } catch (error) {
        signal.throwIfAborted()
        if (isLoginRefused(error) && !renewed) {
          renewed = true
          logins.drop(used)
          continue
        }
        count += 1
        if (!isTransient(error) || count >= attempts) throw registryFailure(error, what, advise)
        const asked = error instanceof Refusal ? Math.min(error.retryAfter, longestRetryAfter) : 0
        // On top of what was asked for too: several connections were told the same.
        const pause = asked + backoff(count - 1, jitter)
        say?.(`${describe(error)}; ${what} again in ${Math.ceil(pause)} ms (${count + 1} of ${attempts})`)
        await clock.sleep(pause, signal)
      }
    }
  }
  return { run, close: () => agents.close() }
}

/** Whoever finds the login refused drops it; the first of them asks for a new one, and all wait for that. */
function sharedLogin(login: () => Promise<RegistryLogin>): {
  current(): Promise<RegistryLogin>
  drop(refused: Promise<RegistryLogin>): void
} {
  let current: Promise<RegistryLogin> | undefined
  const drop = (refused: Promise<RegistryLogin>): void => {
    if (current === refused) current = undefined
  }
  return {
    current() {
      if (current !== undefined) return current
      const asked = login()
      // One that could not be had is asked for anew by the next attempt.
      asked.catch(() => drop(asked))
      return (current = asked)
    },
    drop,
  }
}

function agentsFor(
  connections: number,
  proxyEnv: AgentOptions['proxyEnv'],
): { for(endpoint: string): Agent; close(): void } {
  const options = { keepAlive: true, maxSockets: connections, proxyEnv }
  const plain = new PlainAgent(options)
  const tls = new TlsAgent(options)
  return {
    for: (endpoint) => (endpoint.startsWith('https:') ? tls : plain),
    close() {
      plain.destroy()
      tls.destroy()
    },
  }
}
