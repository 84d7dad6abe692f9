import { readBody } from './body.ts'
import { isObject } from './members.ts'
import type { Exchange, Route } from './route.ts'
import type { CloudContext } from './context.ts'

/** One entry of the control surface under `/_local/`: what a client that is not in this process uses. */
export interface Control<Context extends CloudContext = CloudContext> {
  readonly method: 'GET' | 'POST'
  /** `/_local/…`, matched exactly. */
  readonly path: string
  /** As of a route: it ends the work of the others, so nobody waits for it. */
  readonly apart?: true
  /** `body` is the parsed JSON of a POST, an object. The answer goes back as JSON; a thrown Error becomes a 400 with its message. */
  run(context: Context, body: object, exchange: Exchange): unknown
}

/** Serves the control surface; an unknown path is answered with the list of known ones. */
export function controlRoutes<Context extends CloudContext>(
  controls: readonly Control<Context>[],
): readonly Route<Context>[] {
  const find = (method: string | undefined, path: string): Control<Context> | undefined =>
    controls.find((entry) => entry.method === method && entry.path === path)
  const handle: Route<Context>['handle'] = (context, exchange) => {
    const control = find(exchange.request.method, exchange.url.pathname)
    return control === undefined ? unknown(controls, exchange) : perform(context, control, exchange)
  }
  return [
    { name: 'control', apart: true, matches: (method, path) => find(method, path)?.apart === true, handle },
    { name: 'control', matches: (_method, path) => path.startsWith('/_local/'), handle },
  ]
}

function unknown(controls: readonly Pick<Control, 'method' | 'path'>[], exchange: Exchange): void {
  const known = controls.map(({ method, path }) => `${method} ${path}`)
  answerJson(exchange, 404, { message: `no control ${exchange.request.method} ${exchange.url.pathname}`, known })
}

async function perform<Context extends CloudContext>(
  context: Context,
  control: Control<Context>,
  exchange: Exchange,
): Promise<void> {
  try {
    const body = control.method === 'POST' ? parsed((await readBody(exchange.request)).toString('utf8')) : {}
    answerJson(exchange, 200, (await control.run(context, body, exchange)) ?? {})
  } catch (error) {
    answerJson(exchange, 400, { message: error instanceof Error ? error.message : String(error) })
  }
}

function parsed(text: string): object {
  if (text === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    throw new TypeError(`the body is not JSON: ${(error as Error).message}`, { cause: error })
  }
  if (isObject(body)) return body
  throw new TypeError(`the body must be an object, not ${text.slice(0, 80)}`)
}

export function answerJson({ response }: Exchange, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(value)}\n`)
}
