import { describe, expect, it } from 'vitest'
import { report } from '../src/report.ts'
import { run } from '../src/run.ts'
import { releases, rig, serve, wanting } from './rig.ts'

const never = new AbortController().signal

describe('run', () => {
  it.for([
    ['the right version from the start', ['2'], 'pass', 'healthy', 3],
    ['a version that changes midway', ['1', '1', '2'], 'pass', 'healthy', 5],
    ['old and new side by side, then new', ['2', '1', '2', '2', '1', '2'], 'pass', 'healthy', 8],
    ['resets, then the right version', [0, 0, '2'], 'pass', 'healthy', 5],
  ] as const)('passes with %s', async ([, script, verdict, reason, probes]) => {
    const url = await serve(releases(...script))
    const { judgement, attempts } = await run(wanting('2', `${url}/version`), rig().ports, never)
    expect(judgement).toMatchObject({ verdict, reason })
    expect(attempts).toHaveLength(probes)
  })

  it.for([
    ['the old version', ['1'], 'fail', 'wrong-version', 'version at version is "1", expected "2"'],
    [
      'old and new side by side for ever',
      Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? '1' : '2')),
      'fail',
      'wrong-version',
      '"1"',
    ],
    ['resets only', [0], 'inconclusive', 'unreachable', 'the connection was lost'],
  ] as const)('does not pass with %s', async ([, script, verdict, reason, message]) => {
    const url = await serve(releases(...script))
    const { judgement, durationMs } = await run(wanting('2', `${url}/version`), rig().ports, never)
    expect(judgement).toMatchObject({ verdict, reason })
    expect(judgement.message).toContain(message)
    expect(durationMs).toBe(60_000)
  })

  it('fails on a redirect, and says where it leads', async () => {
    const url = await serve((_request, response) => response.writeHead(301, { location: '/login?next=1' }).end())
    const { judgement } = await run(wanting('2', url), rig().ports, never)
    expect(judgement).toMatchObject({ verdict: 'fail', reason: 'wrong-status' })
    expect(judgement.message).toContain('status is 301 to /login?next=***, expected 200')
  })

  it('passes only when every URL does', async () => {
    const good = await serve(releases('2'))
    const late = await serve(releases('1', '1', '2'))
    const wrong = await serve(releases('1'))
    const both = await run(wanting('2', good, late), rig().ports, never)
    expect(both.judgement).toMatchObject({ verdict: 'pass' })
    expect(both.attempts).toHaveLength(10)
    const third = await run(wanting('2', good, wrong), rig().ports, never)
    expect(third.judgement).toMatchObject({ verdict: 'fail', reason: 'wrong-version' })
    expect(third.judgement.message).toContain(wrong)
  })

  it('probes the URLs side by side', async () => {
    const waiting: (() => void)[] = []
    // Nobody gets an answer before both have asked.
    const url = await serve((_request, response) => {
      waiting.push(() => response.end('{"version":"2"}'))
      if (waiting.length === 2) for (const answer of waiting.splice(0)) answer()
    })
    const { judgement } = await run(wanting('2', `${url}/a`, `${url}/b`), rig().ports, never)
    expect(judgement.verdict).toBe('pass')
  })

  it('ends when the job is cancelled, also in the middle of a probe', async () => {
    const abort = new AbortController()
    const url = await serve(() => abort.abort())
    const { judgement, attempts } = await run(wanting('2', url), rig().ports, abort.signal)
    expect(judgement).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
    expect(attempts).toEqual([])
  })

  it('ends at once where a rule forbids to go', async () => {
    const { judgement, durationMs } = await run(wanting('2', 'http://169.254.169.254/'), rig().ports, never)
    expect(judgement).toMatchObject({ verdict: 'inconclusive', reason: 'unreachable' })
    expect(judgement.message).toContain('metadata')
    expect(durationMs).toBe(0)
  })

  it('says changes only, and who answers', async () => {
    const url = await serve(releases('1', '1', '1', '2'))
    const { ports, lines } = rig()
    await run(wanting('2', url), ports, never)
    expect(lines).toEqual([
      'expecting status 200, version at version "2"',
      '3 right answers in a row prove it; asking every 5 s, for at most 1 min',
      `probing ${url}`,
      `${url} is answered by 127.0.0.1`,
      `0 of 3 in a row: ${url}: version at version is "1", expected "2"`,
      `1 of 3 in a row: ${url}: status is 200, version at version is "2"`,
      `2 of 3 in a row: ${url}: status is 200, version at version is "2"`,
      `3 in a row; ${url}: status is 200, version at version is "2"`,
    ])
  })

  it('hides what a URL carries before it is used', async () => {
    const url = (await serve(releases('2'))).replace('//', '//me:p%40ss@')
    const { ports, lines, masked } = rig()
    const result = await run(wanting('2', `${url}/?token=hidden&page=1`), ports, never)
    expect(result.judgement.verdict).toBe('pass')
    expect(masked).toEqual(['p%40ss', 'p@ss', 'me:p@ss', 'hidden'])
    expect(JSON.stringify([result, lines])).not.toMatch(/p%40ss|p@ss|hidden/)
  })

  it.for([
    ['on a page', (path: string) => `<p>${'x'.repeat(100)}${path}</p>`],
    ['as the version', (path: string) => JSON.stringify({ version: path })],
    ['next to a password that nobody knew', () => JSON.stringify({ version: 'postgres://app:hidden@db/' })],
  ] as const)('shows nothing of what a URL carries, though the answer echoes it %s', async ([, body]) => {
    const url = await serve((request, response) =>
      response.end(body(`${request.url} ${request.headers.authorization}`)),
    )
    const { ports, lines } = rig()
    const asked = `${url.replace('//', '//me:hidden-p%40ss@')}/?q=hidden_"value&page=1`
    const result = await run(wanting('2', asked), ports, never)
    expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'wrong-version' })
    const secret = Buffer.from('me:hidden-p@ss').toString('base64')
    const shown = JSON.stringify([result, lines, report(result)])
    expect(shown).not.toContain('hidden')
    expect(shown).not.toContain(secret.slice(0, 8))
    expect(shown).toContain('***')
  })

  it('compares what is there, not what is shown', async () => {
    const url = await serve(releases('2.0.0'))
    const { judgement, attempts } = await run(wanting('2.0.0', `${url}/?release=2.0.0`), rig().ports, never)
    expect(judgement.verdict).toBe('pass')
    expect(attempts.at(-1)?.version).toBe('2.0.0')
  })

  it('counts the answers by kind when the time is over', async () => {
    const url = await serve(releases(0, '1', '2', '1', '2', '2', '1', '2', '1'))
    const { judgement } = await run(wanting('2', url), rig().ports, never)
    expect(judgement.message).toMatch(/\(answers: 1 x \d+, 2 x 4, connection lost\)$/)
  })

  it('leaves a service alone for as long as it asks for', async () => {
    let requests = 0
    const url = await serve((_request, response) => {
      if (requests++ === 0) response.writeHead(503, { 'retry-after': '20' }).end()
      else response.end('{"version":"2"}')
    })
    const { judgement, attempts } = await run(wanting('2', url), rig().ports, never)
    expect(judgement.verdict).toBe('pass')
    expect((attempts[1]?.at ?? 0) - (attempts[0]?.at ?? 0)).toBe(20_000)
  })

  it('can still pass when a service asks to be left alone for longer than there is time', async () => {
    let requests = 0
    const url = await serve((_request, response) => {
      if (requests++ === 0) response.writeHead(503, { 'retry-after': '3600' }).end()
      else response.end('{"version":"2"}')
    })
    const { judgement, durationMs } = await run(wanting('2', url), rig().ports, never)
    expect(judgement.verdict).toBe('pass')
    expect(durationMs).toBeGreaterThan(40_000)
  })

  it('keeps URLs apart that look alike when they are shown', async () => {
    const url = await serve((request, response) => response.end(`{"version":"${request.url?.at(-1)}"}`))
    const { judgement, endpoints } = await run(wanting('2', `${url}/?v=1`, `${url}/?v=2`), rig().ports, never)
    expect(judgement).toMatchObject({ verdict: 'fail', reason: 'wrong-version' })
    expect(endpoints).toEqual([`${url}/?v=***`, `${url}/?v=*** (2)`])
  })
})
