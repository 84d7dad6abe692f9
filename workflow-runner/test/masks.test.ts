import { describe, expect, it } from 'vitest'
import { createMasks } from '../src/masks.ts'

const secret = 'pa"ss wörd&1'

describe('masks', () => {
  it.for([
    ['as it is', [secret], `x ${secret} y`, 'x *** y'],
    ['twice', ['abcd'], 'abcd-abcd', '***-***'],
    ['side by side', ['abcd'], 'abcdabcd', '***'],
    ['overlapping', ['abcd', 'cdef'], 'xabcdefx', 'x***x'],
    ['one inside another', ['abcdef', 'cd'], 'abcdef', '***'],
    ['in JSON', [secret], JSON.stringify({ secret }), '{"secret":"***"}'],
    ['in a URL', [secret], `?p=${encodeURIComponent(secret)}&`, '?p=***&'],
    ['in XML', [secret], 'pa&quot;ss wörd&amp;1', '***'],
    ['on each of its lines', ['line one\nline two'], 'has line two in it', 'has *** in it'],
    ['with its line ends', ['line one\nline two'], 'line one\nline two', '***'],
    ['nowhere when it is empty', [''], 'text', 'text'],
    ['without its quotes', ['"quoted"'], 'a quoted b', 'a *** b'],
  ] as const)('hide a secret %s', ([, secrets, text, shown]) => {
    const masks = createMasks()
    for (const one of secrets) masks.add(one)
    expect(masks.apply(text)).toBe(shown)
  })

  it.for(['', 'u', 'us', 'use'])('hide the base64 form behind "%s"', (prefix) => {
    const masks = createMasks()
    // Six bytes: the form ends where the base64 of a whole ends.
    masks.add('secretsecret')
    const encoded = Buffer.from(`${prefix}:secretsecret`).toString('base64')
    expect(masks.apply(encoded)).toMatch(/\*\*\*/)
  })
})
