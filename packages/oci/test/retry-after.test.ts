import { describe, expect, it } from 'vitest'
import { plainImage, writeFolder } from '@slipway/test-support/images/layouts'
import { connect, first, isBlobPut, push, waits } from './pushing.ts'
import { startRegistry } from './registry-server.ts'

describe('the wait before another attempt', () => {
  const inTwentySeconds = (): string => new Date(Date.now() + 20_000).toUTCString()

  it.for<[string, number | string | (() => string), readonly [number, number]]>([
    ['the seconds that the registry says', 7, [7000, 7500]],
    ['until the date that the registry says', inTwentySeconds, [19_000, 20_500]],
    ['half a minute at most', 3600, [30_000, 30_500]],
    ['its own time where the registry says nonsense', 'soon', [0, 500]],
    ['its own time where the date is over', 'Wed, 21 Oct 2015 07:28:00 GMT', [0, 500]],
  ])('is %s', async ([, retryAfter, [least, most]]) => {
    const server = await startRegistry()
    const source = `oci-layout:${await writeFolder(plainImage().files)}`
    const begun = performance.now()
    const said = typeof retryAfter === 'function' ? retryAfter() : retryAfter
    server.fault = first(1, isBlobPut, { kind: 'answer', status: 429, retryAfter: said })
    waits.length = 0
    await push(source, connect(server))
    expect(waits).toHaveLength(1)
    // A date comes nearer while the answer is on its way.
    const passed = typeof retryAfter === 'function' ? performance.now() - begun : 0
    expect(waits[0]).toBeGreaterThanOrEqual(least - passed)
    expect(waits[0]).toBeLessThanOrEqual(most)
  })

  it('has full jitter: anything from nothing to twice the last bound', async () => {
    const server = await startRegistry()
    server.fault = first(6, isBlobPut, { kind: 'answer', status: 503 })
    waits.length = 0
    const registry = connect(server, { connections: 1, random: () => 0.5 })
    const { files } = plainImage()
    await push(`oci-layout:${await writeFolder(files)}`, registry).catch(() => undefined)
    expect(waits.every((wait) => [250, 500, 1000, 2000, 4000, 7500].includes(wait))).toBe(true)
    expect(new Set(waits).size).toBeGreaterThan(1)
  })
})
