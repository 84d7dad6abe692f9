import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { tagPrefixProblem } from '../../src/index.ts'

function gitAccepts(prefix: string): boolean {
  try {
    execFileSync('git', ['check-ref-format', `refs/tags/${prefix}1.0.0`])
    return true
  } catch {
    return false
  }
}

it.for(['', 'v', 'release-', 'api/v', '@scope/pkg@', 'a.b', 'v.', 'a.lock', 'ö', '#', '日本/', 'x@'])(
  'the prefix "%s" begins a tag',
  (prefix) => {
    expect(tagPrefixProblem(prefix)).toBeUndefined()
    expect(gitAccepts(prefix)).toBe(true)
  },
)

it.for([
  'a b',
  'a\tb',
  'a\u007Fb',
  '~',
  '^',
  'a:',
  '?',
  '*',
  '[',
  '\\',
  '..',
  'a..b',
  '@{',
  '/v',
  'a//b',
  '.v',
  'a/.v',
  'a.lock/',
])('the prefix "%s" begins none', (prefix) => {
  expect(tagPrefixProblem(prefix)).toEqual(expect.any(String))
  expect(gitAccepts(prefix)).toBe(false)
})

it('refuses a dash at the start, which git takes for an option', () => {
  expect(tagPrefixProblem('-v')).toBe('begins with a dash')
})
