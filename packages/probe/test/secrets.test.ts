import { describe, expect, it } from 'vitest'
import { secretHider, secretsIn } from '../src/index.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')

describe('secretsIn', () => {
  it.for<[string, string, readonly string[]]>([
    ['nothing', 'https://app.example/health?x=1', []],
    ['a password', 'https://me:p%40ss@app.example/', ['p%40ss', 'p@ss', 'me:p@ss']],
    ['a token in the place of the user', 'https://t%2Fken@app.example/', ['t%2Fken', 't/ken', 't/ken:']],
    ['a query value whose name says so', 'https://app.example/?api_key=k%20y&page=2', ['k y', 'k%20y']],
  ])('finds %s', ([, url, secrets]) => {
    expect(secretsIn(url)).toEqual(expect.arrayContaining([...secrets]))
    expect(secretsIn(url).length === 0).toBe(secrets.length === 0)
  })

  it.for(['https://app/?token', 'https://app/?token=', 'https://app/?token&x=1'])(
    'does not take a name for a secret: %s',
    (url) => {
      expect(secretsIn(url)).toEqual([])
    },
  )

  it('finds nothing in what is no URL', () => {
    expect(secretsIn('http://[')).toEqual([])
  })
})

describe('what a request carries is hidden in an answer', () => {
  const secret = 'gä_x"&/y<z'
  const url = `https://me:${encodeURIComponent(secret)}@app.example/`
  const hide = secretHider([url])

  it.for([
    ['as it is', secret],
    ['as it is in the URL', encodeURIComponent(secret)],
    ['percent-escaped in small letters', encodeURIComponent(secret).toLowerCase()],
    ['as JSON', JSON.stringify(secret).slice(1, -1)],
    ['as JSON in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['as JSON of another language', 'g\\u00e4\\u005Fx\\u0022&\\/y\\u003Cz'],
    ['as HTML', 'g&#228;_x&quot;&amp;/y&lt;z'],
    ['as HTML in hexadecimal', 'g&#xE4;&#x5f;x&#x22;&#x26;/y&#x3c;z'],
    ['in base64', base64(secret)],
    ['in base64 without padding', base64(secret).replace(/=+$/, '')],
    ['in base64 for URLs', Buffer.from(secret).toString('base64url')],
    ['in basic authentication', base64(`me:${secret}`)],
    ['in base64, after one character', base64(`-${secret} and more`)],
    ['in base64, after two characters', base64(`--${secret} and more`)],
    ['percent-escaped twice', encodeURIComponent(encodeURIComponent(secret))],
    ['as a string of Python', String.raw`g\xe4_x"&/y<z`],
  ] as const)('%s', ([, form]) => {
    const shown = hide(`{"echo":"${form}"}`)
    expect(shown).toContain('***')
    expect(shown).not.toContain(form.slice(4, -4))
  })

  it('also a value of the query whose name says nothing', () => {
    expect(
      secretHider(['https://app/?x=ghp_x&y=b%2Bc%20d&z=1+2&api_key=&plain%2Dtoken'])(
        'ghp_x, b+c d, 1 2, plain-token, api_key',
      ),
    ).toBe('***, ***, 1 2, ***, api_key')
  })

  it('but not what is asked for, which is shown anyway, nor what is too short to be one', () => {
    const spared = secretHider(['https://app/?v=1&version=1.4.0&token=1.5.0'], ['1.4.0', '1.5.0'])
    expect(spared('1 1.4.0 1.5.0')).toBe('1 1.4.0 ***')
  })

  it('also a user name, which is the token where the password is a filler', () => {
    expect(secretHider(['https://sk_live_abc:x@app/'])('key sk_live_abc')).toBe('key ***')
  })

  it('whole, where one begins with another', () => {
    expect(secretHider(['https://app/?a=abcd&b=abcdef'])('abcdef')).toBe('***')
  })

  it('of each URL', () => {
    expect(secretHider(['https://a:first@app/', 'https://b:second@app/'])('first second a')).toBe('*** *** a')
  })
})

describe('what looks like a secret is hidden in an answer', () => {
  const hide = secretHider(['https://app.example/?k=%5C%22%5C%22key'])

  it.for([
    ['userinfo', 'at postgres://me:p4ss@db:5432/x', 'at postgres://***@db:5432/x'],
    ['userinfo with an at sign', 'redis://:p@ss@cache', 'redis://***@cache'],
    ['no userinfo', 'see https://app/a@b', 'see https://app/a@b'],
    ['a password', 'password=hunter2&x=1', 'password=***&x=1'],
    ['a password of a connection', 'Server=db;Pwd = hunter2;Port=1', 'Server=db;Pwd = ***;Port=1'],
    ['a member', '{"DB_PASSWORD": "hun\\"ter2", "port": 1}', '{"DB_PASSWORD": ***, "port": 1}'],
    ['a member of JSON in JSON', '{\\"apiKey\\":\\"hunter2\\"}', '{\\"apiKey\\":***\\"}'],
    ['a member that is cut', '{"client_secret":"hunter', '{"client_secret":***'],
    ['a key in YAML', 'access-key: AbCdEf', 'access-key: ***'],
    ['a bearer token', 'authorization: Bearer abc.def-1', 'authorization: ***'],
    ['a token of another scheme', '{"Authorization": "Token abc def"}', '{"Authorization": "***"}'],
    ['a bearer token in a sentence', 'got "Bearer abc.def-1"', 'got "Bearer ***"'],
    ['basic authentication', 'Basic bWU6aHVudGVyMg==', 'Basic ***'],
    ['a word after basic', 'basic check', 'basic check'],
    ['a JSON Web Token', 'id eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl.', 'id ***.'],
    ['a GitHub token', 'x ghp_0123456789abcdef y', 'x *** y'],
    ['an AWS key', 'AKIAIOSFODNN7EXAMPLE', '***'],
    ['a GitLab token', 'x glpat-0123456789abcdefghij y', 'x *** y'],
    ['a key of a payment service', 'sk_live_0123456789abcdef', '***'],
    ['a private key', 'x -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- y', 'x *** y'],
    ['a private key that is cut', '-----BEGIN PRIVATE KEY-----\\nMIIE', '***'],
    ['a longer name', 'DJANGO_SECRET_KEY_BASE=hunter2 x', 'DJANGO_SECRET_KEY_BASE=*** x'],
    ['a key of another kind', '{"signingKey":"hunter2"}', '{"signingKey":***}'],
    ['a hashed password', 'password_hash: hunter2', 'password_hash: ***'],
    ['the signature of a URL', '?X-Amz-Signature=0aff&x=1', '?X-Amz-Signature=***&x=1'],
    ['cookies', 'Set-Cookie: session=hunter2; Path=/', 'Set-Cookie: ***'],
    ['a list', '{"passwords": ["hunter2", "b"], "x": 1}', '{"passwords": ***], "x": 1}'],
    ['a pair of Ruby', '"password"=>"hunter2"', '"password"=>***'],
    ['an element', '<password>hunter2</password>', '<password>***</password>'],
    ['a member as HTML', '&quot;password&quot;:&quot;hunter2&quot;,', '&quot;password&quot;:***&quot;,'],
    ['a pair as HTML', 'password&#61;hunter2 x', 'password&#61;*** x'],
    ['a pair in a query in a query', 'next=/%3Fpassword%3Dhunter2%26x', 'next=/%3Fpassword%3D***%26x'],
    ['a bearer token after a tab', 'Bearer\tabc.def-1', 'Bearer ***'],
    ['a bearer token in JSON', '"Bearer\\u0020abc.def-1"', '"Bearer ***"'],
    ['a token of GitHub in a header', 'authorization%3A%20token%20abc', 'authorization%3A***'],
    ['a version', '{"version":"1.4.0","ready":true}', '{"version":"1.4.0","ready":true}'],
    ['counts', '{"passed":12,"keys":3,"designer":"x"}', '{"passed":12,"keys":3,"designer":"x"}'],
    ['a word', 'no token was given, the password is wrong', 'no token was given, the password is wrong'],
  ] as const)('%s', ([, text, shown]) => {
    expect(hide(text)).toBe(shown)
  })

  it.for([
    ['letters', 'a'],
    ['colons', '://a'],
    ['dashes', 'eyJ-'],
    ['blanks', 'password '],
    ['quotes', 'password="'],
    ['escapes', '\\'],
    ['lists', 'password=['],
    ['keys', '-----BEGIN PRIVATE KEY-----'],
    ['at signs', 'x@'],
  ] as const)('in time that grows with the text only: %s', ([, part]) => {
    const text = part.repeat((1024 * 1024) / part.length)
    const start = process.cpuUsage()
    hide(text)
    const { user, system } = process.cpuUsage(start)
    // Quadratic work on a mebibyte takes minutes.
    expect((user + system) / 1e6).toBeLessThan(10)
  })
})
