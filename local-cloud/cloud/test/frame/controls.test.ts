import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud()
})
afterAll(() => cloud.stop())

const send = (path: string, body: string): Promise<Response> =>
  fetch(`${cloud.url}/_local/${path}`, { method: 'POST', body })
const step = (more: object): object => ({ steps: [{ status: 'COMPLETE', ...more }] })
const finding = (more: object): object => step({ findings: [{ name: 'CVE-1', severity: 'HIGH', ...more }] })
const failure = { path: '/repos/*/tags', status: 502, message: 'no' }

describe('a value that is not as it must be is refused by name, and has no effect', () => {
  it.for<readonly [path: string, body: unknown, message: string]>([
    ['reset', { all: true }, '"all" is not a member of a reset, which has none'],
    ['credentials', {}, 'a change of credentials needs "expired": true or false'],
    ['credentials', { expired: 'no' }, '"expired" must be true or false, not "no"'],
    ['credentials', { expired: true, key: 'AKIA' }, '"key" is not one of expired, accessKeyId'],
    ['credentials', { expired: true, accessKeyId: '' }, '"accessKeyId" must be a string that is not empty, not ""'],
    ['registry-tokens', { expired: false }, '"expired" must be one of true, not false'],
    ['faults', { service: 'ECS', code: 'RESET' }, '"service" must be one of monitoring, ecr, ecs,'],
    ['faults', { service: 'cloudwatch', code: 'RESET' }, 'not "cloudwatch"'],
    ['faults', { service: 'ecs', operation: 'PutImage', code: 'RESET' }, 'there is no PutImage of ecs'],
    ['faults', { operation: 'putManifest', code: 'RESET' }, 'there is no putManifest of any service'],
    ['faults', { clear: false }, '"clear" must be one of true, not false'],
    ['faults', { clear: true, code: 'RESET' }, '"clear" stands alone'],
    ['faults', { delayMs: 5, status: 503 }, '"status" needs a "code"'],
    ['faults', { code: 'DENIED', afterBytes: 5 }, '"afterBytes" needs the "code" RESET or STALL'],
    ['faults', { code: 'X', status: 200 }, '"status" must be an HTTP status from 400 to 599, not 200'],
    ['faults', { code: 'X', delayMs: 1.5 }, '"delayMs" must be a whole number from 0, not 1.5'],
    ['scans', {}, 'a script needs "steps": a list'],
    ['scans', { steps: [] }, 'a script needs a step'],
    ['scans', { steps: [7] }, '"steps[0]" must be an object, not 7'],
    ['scans', { steps: [{}] }, '"steps[0]" must have either a status or an error'],
    ['scans', { steps: [{ status: 'X', pace: 'ecr' }] }, '"steps[0].pace" is not one of status, description'],
    ['scans', { pace: 'slow', ...step({}) }, '"pace" must be one of ecr, inspector2, not "slow"'],
    ['scans', step({ forMs: '5' }), '"steps[0].forMs" must be a whole number from 0, not "5"'],
    ['scans', step({ observations: 0 }), '"steps[0].observations" must be a whole number from 1 on, not 0'],
    ['scans', step({ findings: {} }), '"steps[0].findings" must be a list, not {}'],
    ['scans', finding({ severity: 'high' }), '"steps[0].findings[0].severity" must be one of CRITICAL, HIGH'],
    ['scans', finding({ epss: 40 }), '"steps[0].findings[0].epss" must be a number from 0 to 1, not 40'],
    ['scans', finding({ more: [{ name: 'x' }] }), 'a package needs "steps[0].findings[0].more[0].version"'],
    ['scans', step({ coverage: { reason: 'DONE' } }), '"steps[0].coverage.reason" must be one of'],
    ['scans', step({ coverage: { reason: 'SUCCESSFUL', lastScannedAt: 'soon' } }), 'milliseconds or a date or null'],
    ['alarms', { alarmName: 'a', state: 'RED' }, '"state" must be one of ALARM, INSUFFICIENT_DATA, OK, not "RED"'],
    ['alarms', { alarmName: 'a', state: 'OK', reason: 5 }, '"reason" must be a string'],
    ['alarms', { name: 'a', state: 'OK' }, '"name" is not one of alarmName, state, reason'],
    ['alarms', { alarmName: 'a', state: 'OK' }, "Alarm 'a' does not exist"],
    ['github/failures', { ...failure, times: '2' }, '"times" must be a whole number from 1 on, not "2"'],
    ['github/failures', { ...failure, status: 1000 }, '"status" must be an HTTP status from 400 to 599, not 1000'],
    ['github/failures', { ...failure, headers: { a: 1 } }, '"headers" must be an object of strings'],
    ['github/failures', { ...failure, headers: { 'a b': 'c' } }, '"headers" must be an object of strings that HTTP'],
    [
      'faults',
      { code: 'X', headers: { 'retry-after': '2\r\nx: y' } },
      '"headers" must be an object of strings that HTTP',
    ],
    ['github/failures', { ...failure, applied: 'yes' }, '"applied" must be true or false, not "yes"'],
    ['github/failures', { ...failure, method: 'FETCH' }, '"method" must be a method, as GET, not "FETCH"'],
    ['github/failures', { ...failure, path: '/api/v3/repos/*' }, '"path" must be a path below /api/v3'],
    ['github/failures', { ...failure, path: 'repos/*' }, '"path" must be a path below /api/v3'],
    ['github/failures', { ...failure, after: 1 }, '"after" is not one of method, path, status'],
    ['github/repositories', { name: 'acme/shop', from: '' }, '"from" must be a string that is not empty, not ""'],
    ['github/repositories', { name: 'acme/shop', private: true }, '"private" is not one of name, from'],
    ['github/repositories', {}, 'a repository needs "name"'],
    ['github/settings', { repository: 'acme/none' }, 'there is no repository "acme/none"'],
    ['github/pulls', { repository: 7 }, 'there is no repository 7'],
  ])('%s %j', async ([path, body, message]) => {
    const answer = await send(path, JSON.stringify(body))
    expect([answer.status, ((await answer.json()) as { message: string }).message]).toEqual([
      400,
      expect.stringContaining(message),
    ])
    expect([cloud.faults.pending, cloud.world.ecr.scripts, cloud.world.github.failures]).toEqual([[], [], []])
    expect(cloud.world.github.repositories.size).toBe(0)
  })
})

it.for([
  ['null', 'the body must be an object, not null'],
  ['[]', 'the body must be an object, not []'],
  ['"x"', 'the body must be an object, not "x"'],
  ['{expired: true}', 'the body is not JSON'],
] as const)('a body that is no JSON object is refused wherever it is sent: %s', async ([body, message]) => {
  for (const path of ['reset', 'credentials', 'faults', 'scans', 'alarms', 'github/settings', 'github/pulls']) {
    const answer = await send(path, body)
    expect([answer.status, await answer.json()]).toEqual([400, { message: expect.stringContaining(message) as string }])
  }
})

it('takes what it documents', async () => {
  await cloud.addRepository('acme/shop')
  const good: readonly (readonly [string, object])[] = [
    ['credentials', { expired: false, accessKeyId: 'AKIAOTHER' }],
    ['registry-tokens', { expired: true }],
    ['faults', { service: 'registry', operation: 'GetCatalog', code: 'STALL', afterBytes: 1, after: 3 }],
    ['faults', { service: 'ecs', operation: 'ListClusters', delayMs: 5, headers: { 'retry-after': '2' } }],
    ['faults', { clear: true }],
    [
      'scans',
      {
        platform: 'linux/arm64',
        steps: [
          { error: 'ScanNotFoundException', observations: 2, coverage: null },
          {
            status: 'A_NEW_ONE',
            coverage: { reason: 'SUCCESSFUL', lastScannedAt: -1500 },
            pageSize: 1,
            findings: [
              { name: 'CVE-2026-1', severity: 'HIGH', package: 'openssl', version: '3.0.1', epss: 0.4, kev: true },
            ],
          },
        ],
      },
    ],
    ['github/failures', { ...failure, method: 'get', headers: { a: 'b' }, errors: [{ code: 'x' }], times: 2 }],
    ['github/settings', { repository: 'acme/shop', private: true }],
  ]
  for (const [path, body] of good) {
    const answer = await send(path, JSON.stringify(body))
    expect([path, answer.status, await answer.text()]).toEqual([path, 200, expect.any(String)])
  }
})
