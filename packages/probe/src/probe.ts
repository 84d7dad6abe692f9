import { isIP } from 'node:net'
import { mayReach } from './address.ts'
import { exchange, ExchangeError, type Answer } from './exchange.ts'
import { oncePerName, systemResolve, type Resolve } from './lookup.ts'
import { blocked, prepare, type NotSent, type Prepared, type ProbeRequest } from './request.ts'
import type { ProbeResult, Unreachable } from './result.ts'
import { NameError, unreachable } from './unreachable.ts'

export interface ProbeOptions {
  /** Asked anew for every request, and once at a time. Default: the system's resolver. */
  readonly resolve?: Resolve
  /** Certificate authorities to trust instead of Node's own list, PEM. */
  readonly ca?: string
  /** Bytes of a body that are kept, once decoded. Default: 1 MiB. */
  readonly maxBodyBytes?: number
}

export interface Probe {
  /** Sends one request and says what came of it; every outcome is a value. */
  send(request: ProbeRequest): Promise<ProbeResult>
}

type Settled = ProbeOptions & { readonly resolve: Resolve }

type Outcome = (Answer & { readonly kind: 'answered' }) | Omit<Unreachable, 'durationMs'> | NotSent

/**
 * A probe over HTTP and HTTPS. Certificates are verified, redirects not followed, proxies not used. The addresses of a
 * name that the rules allow to be reached are tried in turn, until one takes the connection.
 */
export function createProbe(options: ProbeOptions = {}): Probe {
  const resolve = oncePerName(options.resolve ?? systemResolve)
  return {
    async send(request) {
      const start = performance.now()
      const outcome = await attempt(request, { ...options, resolve })
      return { ...outcome, durationMs: Math.round(performance.now() - start) }
    },
  }
}

async function attempt(request: ProbeRequest, options: Settled): Promise<Outcome> {
  const prepared = prepare(request)
  if (prepared.kind === 'blocked') return prepared
  const timeoutMs = timerMs(request.timeoutMs)
  const deadline = performance.now() + timeoutMs
  const timeout = new AbortController()
  // A lookup does not keep the process alive; this timer does, unlike that of AbortSignal.timeout.
  const timer = setTimeout(() => timeout.abort(), timeoutMs)
  const signal = AbortSignal.any([timeout.signal, ...(request.signal === undefined ? [] : [request.signal])])
  try {
    const addresses = await unlessAborted(addressesOf(prepared.url, options.resolve), signal)
    return await tryAll(prepared, addresses, { signal, deadline, options })
  } catch (error) {
    const ended = { timedOut: timeout.signal.aborted, cancelled: request.signal?.aborted === true }
    return unreachable(error, ended)
  } finally {
    clearTimeout(timer)
  }
}

/** What a timer takes: a whole number from 1 to 2^31 - 1. */
function timerMs(ms: number): number {
  return Math.ceil(Math.min(Math.max(1, ms || 0), 2 ** 31 - 1))
}

interface Attempt {
  readonly signal: AbortSignal
  /** On the performance clock. */
  readonly deadline: number
  readonly options: ProbeOptions
}

/** The first address that takes the connection decides; the last failure is thrown when none does. */
async function tryAll(prepared: Prepared, addresses: readonly string[], attempt: Attempt): Promise<Outcome> {
  const allowed = addresses.filter(mayReach)
  if (allowed.length === 0) {
    const reason = `${addresses.join(', ')} is link-local or a metadata service`
    return blocked('address-not-allowed', `${reason}, which is not probed`)
  }
  let failure: unknown
  for (const [index, address] of allowed.entries()) {
    try {
      return { kind: 'answered', ...(await exchangeWith(prepared, address, allowed.length - index, attempt)) }
    } catch (error) {
      failure = error
      const goOn = error instanceof ExchangeError && !error.connected && !attempt.signal.aborted
      if (!goOn) throw error
    }
  }
  throw failure
}

/** Time to connect is shared among the addresses still to be tried: one that swallows packets must not eat it all. */
function exchangeWith(prepared: Prepared, address: string, left: number, attempt: Attempt): Promise<Answer> {
  const { signal, deadline, options } = attempt
  return exchange({
    ...prepared,
    address,
    signal,
    connectTimeoutMs: Math.max(1, (deadline - performance.now()) / left),
    maxBodyBytes: options.maxBodyBytes ?? 1024 * 1024,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  })
}

async function addressesOf(url: URL, resolve: Resolve): Promise<readonly string[]> {
  // The URL parser has already turned decimal, octal and hexadecimal hosts into the address they mean.
  const name = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(name) !== 0) return [name]
  try {
    const addresses = await resolve(name)
    if (addresses.length > 0) return addresses
  } catch (error) {
    throw new NameError(`${name} does not resolve`, { cause: error })
  }
  throw new NameError(`${name} has no address`)
}

/** A name lookup cannot be stopped; its answer is left behind when time is over. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
