import { exchange, type Answer, type Body, type Exchange } from './exchange.ts'
import { Refusal } from './refusal.ts'
import type { RegistryLogin } from './session.ts'

/** One request to the registry. */
export interface Call {
  /** For messages, e.g. `pushing manifest sha256:…`. */
  readonly what: string
  readonly method: Exchange['method']
  /** Path, or an absolute URL that the registry itself gave. */
  readonly path: string
  readonly headers?: Exchange['headers']
  readonly good: readonly number[]
}

/** How calls are made: as whom, over which connections, how patiently. */
export interface Line extends Pick<Exchange, 'agent' | 'idle' | 'patience' | 'signal'> {
  readonly login: RegistryLogin
}

/** Sends it; every status that is not good is a `Refusal`. The login goes to the registry's own origin and nowhere else. */
export async function send(
  { login: { endpoint, token }, ...connection }: Line,
  { what, method, path, headers = {}, good }: Call,
  body?: Body,
): Promise<Answer> {
  const url = new URL(path, endpoint)
  const authorization = url.origin === new URL(endpoint).origin ? { authorization: `Basic ${token}` } : {}
  const asked = { method, url, headers: { ...headers, ...authorization }, ...connection }
  const answer = await exchange(asked, body)
  if (good.includes(answer.status)) return answer
  throw new Refusal(what, method === 'HEAD' && answer.status === 403 ? await withWords(answer, asked) : answer)
}

/** HEAD is refused without a word of why; GET is refused with it. One that is not refused fetches one byte at most. */
async function withWords(answer: Answer, asked: Exchange): Promise<Answer> {
  try {
    const { status, text } = await exchange({
      ...asked,
      method: 'GET',
      headers: { ...asked.headers, range: 'bytes=0-0' },
    })
    return status === answer.status ? { ...answer, text } : answer
  } catch {
    asked.signal.throwIfAborted()
    return answer
  }
}
