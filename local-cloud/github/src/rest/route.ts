import { readBody } from '@slipway/local-cloud-frame/body'
import type { Exchange, Route } from '@slipway/local-cloud-frame/route'
import type { GithubContext } from '../context.ts'
import { takeFailure } from '../failures.ts'
import { caller } from '../token.ts'
import { unsupportedHere, type Reply, type RestCall } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { GithubError, invalid, notFound } from './github-error.ts'
import { matchEndpoint, type Match } from './match-endpoint.ts'

const prefix = '/api/v3'

/** GitHub's REST API, as GitHub Enterprise Server has it, under `/api/v3`. */
export const restRoute: Route<GithubContext> = {
  name: 'github',
  matches: (_method, path) => path.startsWith(`${prefix}/`) || path === '/api/graphql',
  async handle(world, exchange) {
    const { request, url } = exchange
    const method = request.method ?? 'GET'
    const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : url.pathname
    const match = matchEndpoint(endpoints, method, path)
    const reply = await replyTo(world, exchange, path, match)
    const operation =
      match === undefined ? `${method} ${path}` : `${method} /repos/{owner}/{repo}${match.endpoint.path}`
    world.timeline.record({ kind: 'call', service: 'github', operation, status: reply.status })
    send(exchange, reply)
  },
}

async function replyTo(
  world: GithubContext,
  exchange: Exchange,
  path: string,
  match: Match | undefined,
): Promise<Reply> {
  try {
    // The body is read whatever becomes of the call, so that the connection can go on.
    const body = await readBody(exchange.request)
    const who = caller(world.github, exchange.request.headers.authorization)
    if (who === 'bad-credentials') throw new GithubError(401, 'Bad credentials')
    const failure = takeFailure(world.github.failures, exchange.request.method ?? 'GET', path)
    if (failure !== undefined && failure.applied !== true) throw scripted(failure)
    if (match === undefined) throw unsupportedHere(`${exchange.request.method} ${exchange.url.pathname}`)
    if (match.endpoint.method !== 'GET' && who === 'anonymous') throw new GithubError(401, 'Requires authentication')
    const reply = await match.endpoint.run(restCall(world, exchange, match, body, who === 'authenticated'))
    if (failure !== undefined) throw scripted(failure)
    return reply
  } catch (error) {
    if (error instanceof GithubError) return errorReply(error, match)
    throw error
  }
}

function scripted({ status, message, errors, headers }: NonNullable<ReturnType<typeof takeFailure>>): GithubError {
  return new GithubError(status, message, errors, headers)
}

function restCall(
  world: GithubContext,
  exchange: Exchange,
  match: Match,
  body: Buffer,
  authenticated: boolean,
): RestCall {
  const { owner, repo, parameters, endpoint } = match
  const repository = world.github.repositories.get(`${owner}/${repo}`.toLowerCase())
  if (repository === undefined || (repository.settings.private && !authenticated)) throw notFound()
  const members = readJson(body)
  const query = exchange.url.searchParams
  const unknown = [...Object.keys(members), ...query.keys()].filter((name) => !endpoint.accepts.includes(name))
  if (unknown.length > 0) throw unsupportedHere(`${unknown.map((name) => `"${name}"`).join(', ')} in ${endpoint.page}`)
  const url = `${world.url}${exchange.url.pathname}`
  return { world, repository, parameters, query, body: members, url, authenticated }
}

function readJson(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {}
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed }
  } catch {
    throw new GithubError(400, 'Problems parsing JSON')
  }
  throw invalid('Invalid request.\n\nThe body is not an object.')
}

function errorReply({ status, message, errors, headers }: GithubError, match: Match | undefined): Reply {
  const documentation_url = match?.endpoint.page ?? 'https://docs.github.com/rest'
  const body = { message, ...(errors === undefined ? {} : { errors }), documentation_url, status: String(status) }
  return { status, body, headers }
}

function send({ response, requestId }: Exchange, { status, body, headers = {} }: Reply): void {
  const text = body === undefined ? '' : JSON.stringify(body)
  const type = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
  const length = { 'content-length': Buffer.byteLength(text) }
  response.writeHead(status, { ...type, ...length, 'x-github-request-id': requestId, ...headers }).end(text)
}
