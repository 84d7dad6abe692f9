import { expect, it } from 'vitest'
import { withOldSettings } from '../src/environment.ts'
import { absoluteUrl, credentialsIn, overHttp, withoutCredentials } from '../src/remote-url.ts'
import { scrubber } from '../src/scrub.ts'
import { authorizes, connectionSettings } from '../src/settings.ts'

const header = { key: 'http.https://github.com/.extraheader', value: 'AUTHORIZATION: basic abc' }

it.for([
  ['how to connect', header, true],
  ['a proxy', { key: 'http.proxy', value: 'http://proxy' }, true],
  ['a command for ssh', { key: 'core.sshcommand', value: 'ssh -i key' }, true],
  ['a helper', { key: 'credential.helper', value: 'store' }, true],
  ['the protocol', { key: 'protocol.version', value: '0' }, true],
  ['where the remote is', { key: 'remote.origin.url', value: 'x' }, false],
  ['what rewrites it', { key: 'url.https://github.com/.insteadof', value: 'gh:' }, false],
  ['what the repository is', { key: 'core.bare', value: 'false' }, false],
  ['a pager', { key: 'core.pager', value: 'less' }, false],
] as const)('of a checkout, %s is handed on or not', ([, setting, expected]) => {
  expect(connectionSettings([setting], [])).toEqual(expected ? [setting] : [])
})

it('what another repository has from elsewhere is not handed on a second time', () => {
  expect(connectionSettings([header, header], [header])).toEqual([header])
  expect(connectionSettings([header], [header, header])).toEqual([])
})

it.for([
  [header.key, header.value, true],
  ['http.extraheader', 'Authorization: Bearer x', true],
  ['http.extraheader', 'X-Other: y', false],
  ['http.https://example.com/.extraheader', header.value, false],
  ['http.proxyauthmethod', 'basic', false],
] as const)('%s = %s opens github.com: %s', ([key, value, expected]) => {
  expect(authorizes([{ key, value }], 'https://github.com/o/r')).toBe(expected)
})

it.for([
  ['https://me:s%40cret@example.com/o/r', 'https://example.com/o/r', 'me:s@cret'],
  ['https://me@example.com/o/r', 'https://me@example.com/o/r', undefined],
  ['git@github.com:o/r.git', 'git@github.com:o/r.git', undefined],
  ['/srv/git/r', '/srv/git/r', undefined],
] as const)('%s is shown as %s', ([url, shown, credentials]) => {
  expect([withoutCredentials(url), credentialsIn(url)]).toEqual([shown, credentials])
})

it.for([
  ['git@github.com:o/r.git', 'https://github.com/o/r.git'],
  ['ssh://git@github.com/o/r.git', 'https://github.com/o/r.git'],
  ['ssh://git@github.com:22/o/r.git', 'https://github.com/o/r.git'],
  ['git@example.com:o/r.git', undefined],
  ['https://github.com/o/r.git', undefined],
  ['/srv/git/r', undefined],
] as const)('%s over HTTP is %s', ([url, expected]) => {
  expect(overHttp(url, 'https://github.com')).toBe(expected)
})

it.for([
  ['../origin', '/srv/origin'],
  ['/git/origin', '/git/origin'],
  ['file:///git/origin', 'file:///git/origin'],
  ['git@github.com:o/r.git', 'git@github.com:o/r.git'],
] as const)('%s seen from a checkout is %s', ([url, expected]) => {
  expect(absoluteUrl(url, '/srv/checkout')).toBe(expected)
})

it('words lose every secret, also those that nobody told us about', () => {
  const words = "fatal: 'https://me:pw@example.com/' abc abcdef AUTHORIZATION: basic Zm9v"
  expect(scrubber(['abc', 'abcdef', ''])(words)).toBe(
    "fatal: 'https://***@example.com/' *** *** AUTHORIZATION: basic ***",
  )
})

it('settings for an old git are quoted as a shell would', () => {
  const env = withOldSettings({ GIT_CONFIG_PARAMETERS: "'a.b=c'" }, [{ key: 'd.e', value: "it's!" }])
  expect(env).toEqual({ GIT_CONFIG_PARAMETERS: String.raw`'a.b=c' 'd.e=it'\''s'\!''` })
})
