import { describe, expect, it } from 'vitest'
import { excerpt, shownUrl, urlFault } from '../src/index.ts'
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
    ['userinfo of a second URL', 'http://a:one@x/|http://b:two@y/', 'http://x/|http://y/'],
    ['userinfo of a second URL only', 'http://x/;http://b:two@y/', 'http://x/;http://y/'],
    ['userinfo with a blank', 'http://me:one two@x/', 'http://x/'],
    ['line breaks', 'http://app/\n::error::x', 'http://app/ ::error::x'],
  ] as const)('%s', ([, url, shown]) => {
    expect(shownUrl(url)).toBe(shown)
  })
})

describe('urlFault', () => {
  it.for([
    ['http', 'http://app/health', undefined],
    ['https with everything', 'https://me:p%20w@app.example:8443/a;b=1?x=1,2&y={z}#f', undefined],
    ['an IPv6 address', 'http://[::1]:8080/', undefined],
    ['another alphabet', 'https://bücher.example/ä', undefined],
    ['a URL in the query, escaped', 'https://app/?next=https%3A%2F%2Fb/', undefined],
    ['no URL', 'app/health', 'an http or https URL'],
    ['another scheme', 'ftp://app', 'an http or https URL'],
    ['a blank', 'http://app/a b', 'one URL'],
    ['a blank of another kind', 'http://app/a\u00a0b', 'one URL'],
    ['a tab', 'http://app/a\tb', 'one URL'],
    ['a line break', 'http://app/\n', 'one URL'],
    ['nothing that can be seen', 'http://app/\u200b', 'one URL'],
    ['a second URL after a bar', 'http://a/|http://b/', 'one URL'],
    ['a second URL after a semicolon', 'http://a/;https://b/', 'one URL'],
    ['a second URL in the userinfo', 'http://a;http://b@c/', 'one URL'],
    ['a URL in the query', 'https://app/?next=https://b/', 'one URL'],
    ['a bar', 'http://a/|b/', 'one URL'],
    ['a list of hosts', 'http://a,b/', 'one URL'],
    ['hosts with semicolons', 'http://a;b/', 'one URL'],
  ] as const)('%s', ([, url, wanted]) => {
    const fault = urlFault(url)
    expect(fault?.slice(0, wanted?.length)).toBe(wanted)
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
    ['characters that turn text around', 'a\u202Eb', 'a b'],
    ['too long', 'x'.repeat(300), `${'x'.repeat(199)}…`],
  ] as const)('of a body: %s', ([, body, text]) => {
    expect(excerpt(body)).toBe(text)
  })
})
