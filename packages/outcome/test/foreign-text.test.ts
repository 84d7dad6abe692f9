import { expect, it } from 'vitest'
import { codeElement, codeSpan, inOneLine, plainMarkdown, withoutUnseen } from '../src/index.ts'

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
  ['a mention in brackets', '(@octo)', '&#40;&#64;\u200Bocto&#41;'],
  ['a reference', 'octo/ship#12', 'octo/ship&#35;\u200B12'],
  ['a digest, which can be copied', 'x.io/app@sha256:0a', 'x.io/app&#64;sha256:0a'],
  ['a version after a mark, which can be copied', 'api#v1', 'api&#35;v1'],
  ['an address', 'see https://a.b/c.', 'see https://a.b/c.'],
  [
    'an address that is no link, or its entities would be seen',
    'at https://a.b/c_d?e=1&f',
    'at https&#58;//a.b/c&#95;d?e=1&#38;f',
  ],
  ['such an address by its name', 'at www.a.b/c_d', 'at www&#46;a.b/c&#95;d'],
  ['lines', 'a \n\n b', 'a b'],
  ['a list', '- a', '&#45; a'],
  ['words of another script', 'שלום 日本', 'שלום 日本'],
] as const)('of foreign text nothing is interpreted: %s', ([, text, shown]) => {
  expect(plainMarkdown(text)).toBe(shown)
})

it('takes time that grows with the length of the text only', () => {
  expect(plainMarkdown(`a${' '.repeat(200_000)}b`)).toHaveLength(200_002)
})

it.for([
  ['a digest', 'x.io/app@sha256:0a', '`x.io/app@sha256:0a`'],
  ['a tag of a scope', '@acme/api@1.2.3', '`@acme/api@1.2.3`'],
  ['a version after a mark', 'api#1.2.3_*rc*', '`api#1.2.3_*rc*`'],
  ['an address', 'https://a.b/c_d?e=1&f', '`https://a.b/c_d?e=1&f`'],
  ['backticks within', 'a`b``c', '```a`b``c```'],
  ['a backtick at an end', '`a', '`` `a ``'],
  ['nothing but a backtick', '`', '`` ` ``'],
  ['a bar, which would end a cell', 'a|b@c', '<code>a&#124;b&#64;c</code>'],
  ['lines and what is not seen', 'a\u202E\n\nb', '`a b`'],
  ['nothing', ' ', ''],
] as const)('what is copied from a code span is what was there: %s', ([, text, span]) => {
  expect(codeSpan(text)).toBe(span)
})

it.for([
  ['a tag of a scope', '@acme/api@1.2.3', '<code>&#64;acme/api&#64;1.2.3</code>'],
  ['markup', '</code><img src=x>', '<code>&#60;/code&#62;&#60;img src=x&#62;</code>'],
  ['an address', 'https://a.b/c_d', '<code>https&#58;//a.b/c&#95;d</code>'],
  ['nothing', '', ''],
] as const)('nor is it changed where Markdown is not read: %s', ([, text, element]) => {
  expect(codeElement(text)).toBe(element)
})
