import { join } from 'node:path'
import type { Exchange, Route } from '@slipway/local-cloud-frame/route'
import type { GithubContext } from './context.ts'
import { runHttpBackend } from './cgi.ts'
import { changing } from './refs.ts'
import type { Repository } from './state.ts'
import { caller } from './token.ts'

const place = /^\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/

/** git over HTTP at `/OWNER/REPO.git/…` and `/OWNER/REPO/…`: anybody may read what is public, a push needs the token. */
export const smartHttpRoute: Route<GithubContext> = {
  name: 'git',
  matches: (_method, path) => place.test(path),
  async handle(world, exchange) {
    const { request, response, url } = exchange
    const [, owner = '', repo = '', service = ''] = place.exec(url.pathname) ?? []
    const repository = world.github.repositories.get(`${owner}/${repo}`.toLowerCase())
    const push = service === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack'
    const who = caller(world.github, request.headers.authorization)
    const secured = push || repository?.settings.private === true
    if (who === 'bad-credentials' || (secured && who === 'anonymous')) return refuse(exchange)
    if (repository === undefined) return void response.writeHead(404).end('Repository not found.\n')
    const answer = (): Promise<number> => serve(world, exchange, repository, service)
    const sent = await (service === 'git-receive-pack' ? changing(world, repository, answer) : answer())
    const name = `${repository.owner}/${repository.name}`
    world.timeline.record({ kind: 'git', repository: name, service, sent })
    response.end()
  },
}

/** Without this header git does not ask for credentials. */
function refuse({ request, response }: Exchange): void {
  request.resume()
  response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"', 'content-type': 'text/plain' })
  response.end('Authentication failed.\n')
}

async function serve(
  world: GithubContext,
  exchange: Exchange,
  repository: Repository,
  service: string,
): Promise<number> {
  const { request, response, url } = exchange
  const header = (name: string, value: string | string[] | undefined): Record<string, string> =>
    typeof value === 'string' ? { [name]: value } : {}
  const environment = {
    GIT_PROJECT_ROOT: join(world.dataDir, 'git'),
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${repository.owner}/${repository.name}.git/${service}`,
    REQUEST_METHOD: request.method ?? 'GET',
    QUERY_STRING: url.search.slice(1),
    REMOTE_ADDR: '127.0.0.1',
    REMOTE_USER: 'x-access-token',
    ...header('CONTENT_TYPE', request.headers['content-type']),
    ...header('CONTENT_LENGTH', request.headers['content-length']),
    ...header('HTTP_CONTENT_ENCODING', request.headers['content-encoding']),
    ...header('GIT_PROTOCOL', request.headers['git-protocol']),
  }
  return runHttpBackend(world, environment, request, response)
}
