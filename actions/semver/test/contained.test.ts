import { describe, expect, it } from 'vitest'
import { containedIn } from '../src/reading/contained.ts'

/** A history that counts how often it is asked which question. */
function counting(delay = 0) {
  const asked = { one: 0, all: 0 }
  const history = {
    async isAncestor(commit: string): Promise<boolean> {
      asked.one += 1
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
      return commit === 'in'
    },
    shas(): Promise<ReadonlySet<string>> {
      asked.all += 1
      return Promise.resolve(new Set(['in']))
    },
  }
  return { asked, history }
}

describe('whether commits are contained', () => {
  it('is asked of one after the other where there are few series', async () => {
    const { asked, history } = counting()
    const isContained = containedIn(history, 'head', 1)
    expect([await isContained('in'), await isContained('out')]).toEqual([true, false])
    expect(asked).toEqual({ one: 2, all: 0 })
  })

  it('is told by one walk where there are many', async () => {
    const { asked, history } = counting()
    const isContained = containedIn(history, 'head', 50)
    expect([await isContained('in'), await isContained('out')]).toEqual([true, false])
    expect(asked).toEqual({ one: 0, all: 1 })
  })

  it('is told by one walk after questions have taken long', async () => {
    const { asked, history } = counting(320)
    const isContained = containedIn(history, 'head', 1)
    expect([await isContained('out'), await isContained('in'), await isContained('out')]).toEqual([false, true, false])
    expect(asked).toEqual({ one: 1, all: 1 })
  })
})
