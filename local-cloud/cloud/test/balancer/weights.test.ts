import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { weightedChoice } from '@slipway/local-cloud-balancer/balancer/weighted-choice'
import { ask, keepAlive } from '@slipway/test-support/cloud/ask'
import { startRig, type Rig } from '@slipway/test-support/rigs/balancer-rig'

let rig: Rig
afterEach(() => rig?.stop())

async function blueAndGreen(): Promise<{ blue: string; green: string }> {
  rig = await startRig()
  const [blue, green] = [await rig.group('blue'), await rig.group('green')]
  await rig.target(blue, 'blue')
  await rig.target(green, 'green')
  return { blue, green }
}

async function count(times: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (let turn = 0; turn < times; turn += 1) {
    const { body } = await ask(rig.url)
    counts[body] = (counts[body] ?? 0) + 1
  }
  return counts
}

describe('real requests', () => {
  it.for([
    { name: 'all on one', weights: [1, 0], expected: { blue: 20 } },
    { name: 'a quarter', weights: [3, 1], expected: { blue: 15, green: 5 } },
    { name: 'a tenth', weights: [90, 10], expected: { blue: 18, green: 2 } },
  ])('go where the weights say: $name', async ({ weights: [blueWeight = 0, greenWeight = 0], expected }) => {
    const { blue, green } = await blueAndGreen()
    rig.shift({ [blue]: blueWeight, [green]: greenWeight })
    expect(await count(20)).toEqual(expected)
  })

  it('follow a shift on a connection that stays open', async () => {
    const { blue, green } = await blueAndGreen()
    rig.shift({ [blue]: 1, [green]: 0 })
    const agent = keepAlive()
    const before = await ask(rig.url, { agent })
    rig.shift({ [blue]: 0, [green]: 1 })
    const after = await ask(rig.url, { agent })
    expect([before.body, after.body]).toEqual(['blue', 'green'])
    expect(after.socket).toBe(before.socket)
    agent.destroy()
  })

  it('are written down as they are shifted', async () => {
    const { blue, green } = await blueAndGreen()
    rig.shift({ [blue]: 1, [green]: 0 })
    expect(rig.cloud.world.balancing.weights(rig.listenerArn)).toEqual(
      new Map([
        [blue, 1],
        [green, 0],
      ]),
    )
    expect(rig.cloud.timeline.events.filter(({ kind }) => kind === 'weights').at(-1)).toMatchObject({
      ruleArn: rig.listenerArn,
      listenerArn: rig.listenerArn,
      weights: [
        { targetGroupArn: blue, weight: 1 },
        { targetGroupArn: green, weight: 0 },
      ],
    })
  })
})

it('chooses each key exactly as often as its weight says, and never one of weight 0', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(weights, (numbers) => {
      const choose = weightedChoice(new Map(numbers.map((weight, index) => [`group-${index}`, weight])))
      const total = numbers.reduce((sum, weight) => sum + weight, 0)
      const came = Array.from({ length: total }, choose)
      expect(numbers.map((_, index) => came.filter((key) => key === `group-${index}`).length)).toEqual(numbers)
    }),
  )
})

it('chooses none where every weight is 0', () => {
  expect(weightedChoice(new Map([['blue', 0]]))()).toBeUndefined()
})
