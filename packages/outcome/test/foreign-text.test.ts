import { expect, it } from 'vitest'
import { inOneLine, plainMarkdown, withoutUnseen } from '../src/index.ts'

it.for([
  ['an embedding', '\u202A'],
  ['an override', '\u202E'],
  ['an isolate', '\u2066'],
  ['the end of an isolate', '\u2069'],
  ['a mark from left to right', '\u200E'],
  ['a mark from right to left', '\u200F'],
  ['an Arabic letter mark', '\u061C'],
  ['a control character', '\u0007'],
  ['a control character of the second range', '\u009B'],
] as const)('what is shown has no %s, which could make it read as something else', ([, character]) => {
  expect(withoutUnseen(`a${character}b`)).toBe('ab')
  expect(plainMarkdown(`a${character}b`)).toBe('a b')
  expect(inOneLine(`a${character}${character}b`)).toBe('a b')
})

it.for([
  ['an entity', '&commat;octo &#64;octo', '&#38;commat;octo &#38;&#35;\u200B64;octo'],
  ['math', '$x$', '&#36;x&#36;'],
  ['a mention', 'by @octo', 'by &#64;\u200Bocto'],
  ['lines', 'a \n\n b', 'a b'],
  ['a list', '- a', '&#45; a'],
  ['words of another script', 'שלום 日本', 'שלום 日本'],
] as const)('of foreign text nothing is interpreted: %s', ([, text, shown]) => {
  expect(plainMarkdown(text)).toBe(shown)
})

it('takes time that grows with the length of the text only', () => {
  expect(plainMarkdown(`a${' '.repeat(200_000)}b`)).toHaveLength(200_002)
})
