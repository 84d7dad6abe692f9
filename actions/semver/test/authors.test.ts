import { expect, it } from 'vitest'
import { authorsIn } from '../src/reading/authors.ts'
import type { Person } from '../src/history.ts'

const person = (sha: string): Person => ({ name: `author of ${sha}`, email: '' })

/** A history that notes what it is asked. */
function noting(fails = false): {
  asked: (readonly string[])[]
  authors(shas: readonly string[]): Promise<Map<string, Person>>
} {
  const asked: (readonly string[])[] = []
  return {
    asked,
    authors(shas) {
      asked.push(shas)
      return fails ? Promise.reject(new Error('no')) : Promise.resolve(new Map(shas.map((sha) => [sha, person(sha)])))
    },
  }
}

it('asks once, as soon as somebody is expected', async () => {
  const history = noting()
  const authors = authorsIn(history)
  authors.expect(['a', 'b', 'a'])
  expect(history.asked).toEqual([['a', 'b']])
  expect((await authors.of(['a', 'b'])).get('b')).toEqual(person('b'))
  expect(history.asked).toHaveLength(1)
})

it('asks for those whom nobody expected', async () => {
  const history = noting()
  const authors = authorsIn(history)
  authors.expect(['a'])
  const found = await authors.of(['a', 'c'])
  expect([found.get('a'), found.get('c')]).toEqual([person('a'), person('c')])
  expect(history.asked).toEqual([['a'], ['c']])
})

it('asks nothing about those who are known, and tells of them', async () => {
  const history = noting()
  const authors = authorsIn(history)
  authors.know(new Map([['a', person('a')]]))
  authors.expect(['a', 'b'])
  const found = await authors.of(['a', 'b'])
  expect([found.get('a'), found.get('b')]).toEqual([person('a'), person('b')])
  expect(history.asked).toEqual([['b']])
})

it('asks nothing for nobody', async () => {
  const history = noting()
  const authors = authorsIn(history)
  authors.expect([])
  expect((await authors.of([])).size).toBe(0)
  expect(history.asked).toEqual([])
})

it('fails only where an answer is wanted', async () => {
  const authors = authorsIn(noting(true))
  authors.expect(['a'])
  await new Promise((resolve) => setImmediate(resolve))
  expect((await authors.of([])).size).toBe(0)
  await expect(authors.of(['a'])).rejects.toThrow('no')
})
