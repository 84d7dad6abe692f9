import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { VerifyInputs } from '../src/inputs.ts'
import { run } from '../src/run.ts'
import { rig, serve, wanting } from './rig.ts'

type Answer = readonly [status: number, body: string]

/** Stories that were reported of other tools, by repository and number, and how they end here. */
interface Story {
  readonly name: string
  /** The answers of each URL, one a request, the last one for ever. */
  readonly urls: readonly (readonly Answer[])[]
  readonly inputs?: Partial<VerifyInputs>
  readonly is: string
  readonly says: RegExp
}

const old: Answer = [200, '{"version":"1"}']
const good: Answer = [200, '{"version":"2"}']
const errorPage = '<html><h1>Application error</h1></html>'
const sha = '451d985c0f1e2d3c4b5a69788796a5b4c3d2e1f0'
const times = (count: number, answer: Answer): readonly Answer[] => Array.from({ length: count }, () => answer)

const stories: readonly Story[] = [
  {
    name: 'an error page counts as health, AkhileshNS/heroku-deploy#57: with its status',
    urls: [[[503, errorPage]]],
    inputs: { checks: [{ kind: 'status', oneOf: [{ from: 200, to: 200 }] }] },
    is: 'fail wrong-status',
    says: /status is 503, expected 200/,
  },
  {
    name: 'an error page counts as health, AkhileshNS/heroku-deploy#57: with status 200',
    urls: [[[200, errorPage]]],
    is: 'fail wrong-version',
    says: /the body is not JSON: "<html><h1>Application error/,
  },
  {
    name: 'a login in front of it answers for ever, patrickedqvist/wait-for-vercel-preview#83',
    urls: [[[401, 'log in']]],
    is: 'fail wrong-status',
    says: /status is 401, expected 200.* \(answers: status 401 x \d+\)/,
  },
  {
    name: 'a login in front of it is enough, patrickedqvist/wait-for-vercel-preview#83: when that is said',
    urls: [[[401, 'log in']]],
    inputs: {
      checks: [
        {
          kind: 'status',
          oneOf: [
            { from: 200, to: 200 },
            { from: 401, to: 401 },
          ],
        },
      ],
    },
    is: 'pass healthy',
    says: /3 in a row/,
  },
  {
    name: 'the version is unknown, airwaylab-app/airwaylab#960',
    urls: [[[200, `{"status":"ok","version":"unknown","sha":"${sha}"}`]]],
    is: 'fail wrong-version',
    says: /version at version is "unknown", expected "2"/,
  },
  {
    name: 'a commit is asked for by its short form, airwaylab-app/airwaylab#960',
    urls: [[[200, `{"status":"ok","version":"unknown","sha":"${sha}"}`]]],
    inputs: { checks: [{ kind: 'version', path: 'sha', equals: sha.slice(0, 7) }] },
    is: 'fail wrong-version',
    says: /expected "451d985" \(it begins with what is expected\)/,
  },
  {
    name: 'a CDN gives the version before for long, then refuses the runner, mblode/agent-skills#27',
    urls: [[...times(5, old), [403, 'Forbidden']]],
    is: 'fail wrong-status',
    says: /status is 403.*\(answers: status 403 x \d+, 1 x 5\)/,
  },
  {
    name: 'the API is new and the web is old, stella/stella#698: each URL is proven by itself',
    urls: [[good], [old]],
    is: 'fail wrong-version',
    says: /\/1: version at version is "1".* \(answers: 1 x \d+\)$/,
  },
  {
    name: 'single failures between long rows of right answers, fluxcd/flagger#1501: none of them adds up',
    urls: [[[500, ''], good, good, [500, ''], good, good, [500, ''], good]],
    is: 'pass healthy',
    says: /3 in a row/,
  },
  {
    name: 'the deployment is done long before the pods serve it, yontrack/yontrack#1666',
    urls: [[...times(6, old), good]],
    is: 'pass healthy',
    says: /version at version is "2"/,
  },
  {
    name: 'the deployment is done and the pods are broken, yontrack/yontrack#1666: it fails by what answers',
    urls: [[old, [502, errorPage]]],
    is: 'fail wrong-status',
    says: /status is 502/,
  },
]

/** Each path has answers of its own: `/0`, `/1`. */
function telling(urls: Story['urls']): RequestListener {
  const requests = urls.map(() => 0)
  return ({ url = '' }, response) => {
    const index = Number(url.slice(1))
    const answers = urls[index] ?? []
    const [status, body] = answers[Math.min(requests[index] ?? 0, answers.length - 1)] ?? [404, '']
    requests[index] = (requests[index] ?? 0) + 1
    response.writeHead(status).end(body)
  }
}

describe('what was reported of others', () => {
  it.for(stories)('$name', async ({ urls, inputs, is, says }) => {
    const server = await serve(telling(urls))
    const asked = { ...wanting('2', ...urls.map((_, index) => `${server}/${index}`)), ...inputs }
    const { judgement } = await run(asked, rig().ports, new AbortController().signal)
    expect(`${judgement.verdict} ${judgement.reason}`).toBe(is)
    expect(judgement.message).toMatch(says)
  })
})
