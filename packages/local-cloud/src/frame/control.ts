import { readBody } from './body.ts'
import type { Route } from './route.ts'
import type { World } from '../world.ts'

/** One entry of the control surface under `/_local/`: what a client that is not in this process uses. */
export interface Control {
  readonly method: 'GET' | 'POST'
  /** `/_local/…`, matched exactly. */
  readonly path: string
  /** `body` is the parsed JSON of a POST. The answer goes back as JSON; a thrown Error becomes a 400 with its message. */
  run(world: World, body: unknown, url: URL): unknown
}

/** Serves the control surface; an unknown path is answered with the list of known ones. */
export function controlRoute(controls: readonly Control[]): Route {
  return {
    name: 'control',
    matches: (_method, path) => path.startsWith('/_local/'),
    async handle(world, { request, response, url }) {
      const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(value)}\n`)
      }
      const control = controls.find((entry) => entry.method === request.method && entry.path === url.pathname)
      if (control === undefined) {
        const known = controls.map(({ method, path }) => `${method} ${path}`)
        return answer(404, { message: `no control ${request.method} ${url.pathname}`, known })
      }
      try {
        const text = control.method === 'POST' ? (await readBody(request)).toString('utf8') : ''
        answer(200, (await control.run(world, text === '' ? {} : JSON.parse(text), url)) ?? {})
      } catch (error) {
        answer(400, { message: error instanceof Error ? error.message : String(error) })
      }
    },
  }
}
