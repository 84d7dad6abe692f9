import { describe, expect, it } from 'vitest'
import { excerpt, shownUrl } from '../src/index.ts'
import { shownHeaders } from '../src/shown.ts'

describe('shownUrl', () => {
  it.for([
    ['a plain URL', 'https://app.example/health', 'https://app.example/health'],
    ['userinfo', 'https://me:pass@app.example:8443/x', 'https://app.example:8443/x'],
    ['userinfo with an at sign', 'https://me:p@ss@app.example/', 'https://app.example/'],
    ['an at sign in the path', 'https://app.example/a@b', 'https://app.example/a@b'],
    ['query values', 'http://app/?token=abc&x=1&y', 'http://app/?token=***&x=***&***'],
    ['a value with an equals sign', 'http://app/?sig=ab==&k', 'http://app/?sig=***&***'],
    ['a fragment', 'http://app/#token=abc', 'http://app/'],
    ['no scheme', '//me:pass@app/x', '//app/x'],
    ['no URL at all', 'http://me:pass@[', 'http://['],
    ['userinfo without slashes', 'https:me:pass@app.example/x', 'https://app.example/x'],
    ['userinfo behind one slash', 'https:/me:pass@app.example/x', 'https://app.example/x'],
    ['userinfo behind backslashes', 'https:\\\\me:pass@app.example/x', 'https://app.example/x'],
    ['userinfo behind a tab', 'https:/\t/me:pass@app.example/x', 'https://app.example/x'],
    ['userinfo without a scheme', 'me:pass@app.example/x', 'app.example/x'],
    ['userinfo of another scheme', 'ssh://me:pass@app.example/x', 'ssh://app.example/x'],
    ['an at sign in a relative path', '/a@b', '/a@b'],
    ['line breaks', 'http://app/\n::error::x', 'http://app/ ::error::x'],
  ] as const)('%s', ([, url, shown]) => {
    expect(shownUrl(url)).toBe(shown)
  })
})

describe('shownHeaders', () => {
  it('keeps what says something about health, and hides the rest', () => {
    const headers = {
      'content-type': 'application/json',
      'set-cookie': ['session=1'],
      'x-api-key': 'k',
      location: 'https://me:pass@app/next?code=1',
    }
    expect(shownHeaders(headers)).toEqual({
      'content-type': 'application/json',
      location: 'https://app/next?code=***',
    })
  })
})

describe('excerpt', () => {
  it.for([
    ['short', 'ok', 'ok'],
    ['several lines', 'a\r\n\tb', 'a b'],
    ['control characters', 'a\u001B[31mb', 'a [31mb'],
    ['too long', 'x'.repeat(300), `${'x'.repeat(199)}…`],
  ] as const)('of a body: %s', ([, body, text]) => {
    expect(excerpt(body)).toBe(text)
  })
})
