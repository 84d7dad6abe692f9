import { describe, expect, it } from 'vitest'
import { commandNames, parseCommand } from '../src/command.ts'
import { splitLines } from '../src/line-splitter.ts'
import { parseNameValues } from '../src/name-values.ts'

describe('a line', () => {
  it.for([
    ['a command', '::error::bad', { name: 'error', properties: {}, data: 'bad' }],
    [
      'one with properties',
      '::error file=a.ts,line=3::bad',
      { name: 'error', properties: { file: 'a.ts', line: '3' }, data: 'bad' },
    ],
    [
      'an escaped one',
      '::notice title=a%3Ab%2Cc::x%0Ay%25z%3A',
      { name: 'notice', properties: { title: 'a:b,c' }, data: 'x\ny%z%3A' },
    ],
    ['an escaped escape', '::notice::%250A', { name: 'notice', properties: {}, data: '%0A' }],
    ['blanks before', '  ::debug::x', { name: 'debug', properties: {}, data: 'x' }],
    ['upper case', '::Group::t', { name: 'group', properties: {}, data: 't' }],
    ['colons in the data', '::group::a::b', { name: 'group', properties: {}, data: 'a::b' }],
    ['an empty property', '::error file=,line=1::x', { name: 'error', properties: { line: '1' }, data: 'x' }],
    [
      'the older form, after text',
      'x ##[error file=a;line=2]b%5D',
      { name: 'error', properties: { file: 'a', line: '2' }, data: 'b]' },
    ],
    ['an unknown command', '::shout::x', undefined],
    ['text before', 'see ::error::x', undefined],
    ['no second colons', '::error x', undefined],
    ['plain text', 'hello', undefined],
  ] as const)('%s', ([, line, command]) => {
    expect(parseCommand(line, (name) => commandNames.has(name))).toEqual(command)
  })
})

describe('a command file', () => {
  it.for([
    ['a value', 'a=1\n', [['a', '1']]],
    ['an empty value', 'a=\n', [['a', '']]],
    ['equals signs', 'a=b=c\n', [['a', 'b=c']]],
    ['arrows in a value', 'a=b<<c\n', [['a', 'b<<c']]],
    [
      'several lines',
      'a<<END\n1\n\n2=3\nEND\nb=4\n',
      [
        ['a', '1\n\n2=3'],
        ['b', '4'],
      ],
    ],
    ['an empty heredoc', 'a<<END\nEND\n', [['a', '']]],
    ['no line end at the end', 'a<<END\n1\nEND', [['a', '1']]],
    [
      'empty lines between',
      '\na=1\n\n\nb=2\n',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['nothing', '', []],
  ] as const)('with %s', ([, text, pairs]) => {
    expect(parseNameValues(text)).toEqual(pairs)
  })

  it.for([
    ['no sign', 'hello\n', "Invalid format 'hello'"],
    ['no name', '=1\n', 'Name must not be empty'],
    ['no delimiter', 'a<<\nx\n', 'delimiter must not be empty'],
    ['no end', 'a<<END\nx\n', "Matching delimiter not found 'END'"],
  ] as const)('refuses %s', ([, text, message]) => {
    expect(() => parseNameValues(text)).toThrow(message)
  })
})

describe('chunks become lines', () => {
  it.for([
    ['in pieces', ['a', 'b\nc', '\n'], ['ab', 'c']],
    ['with an end of every kind', ['a\r\nb\rc\n\nd'], ['a', 'b', 'c', '', 'd']],
    ['with an end cut in two', ['a\r', '\nb'], ['a', 'b']],
    ['with no end', ['a'], ['a']],
  ] as const)('%s', ([, chunks, lines]) => {
    const seen: string[] = []
    const splitter = splitLines((line) => seen.push(line))
    for (const chunk of chunks) splitter.push(Buffer.from(chunk))
    splitter.end()
    expect(seen).toEqual(lines)
  })

  it('also where a character is cut in two', () => {
    const seen: string[] = []
    const splitter = splitLines((line) => seen.push(line))
    const bytes = Buffer.from('ä\n')
    splitter.push(bytes.subarray(0, 1))
    splitter.push(bytes.subarray(1))
    expect(seen).toEqual(['ä'])
  })
})
