import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addLogin, authOf, removeLogin, type Added, type Json } from '../src/login/docker-login-edit.ts'

const hosts = fc.constantFrom('a.example', 'b.example', '__proto__', 'toString', '')
const entries = fc.oneof(fc.record({ auth: fc.string() }), fc.constant({}), fc.constant(null))

/** Configurations that a file can hold: JSON, so that `__proto__` is a member like any other. */
const configs: fc.Arbitrary<Json> = fc
  .record(
    {
      auths: fc.dictionary(hosts, entries),
      credHelpers: fc.dictionary(hosts, fc.constantFrom('', 'ecr-login')),
      credsStore: fc.constantFrom('', 'desktop'),
      HttpHeaders: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )
  .map((config) => JSON.parse(JSON.stringify(config)) as Json)

const previousOf = (added: Added): { readonly entry: unknown } | undefined =>
  'previous' in added ? { entry: added.previous } : undefined

it('what was added is taken back to the letter', () => {
  fc.assert(
    fc.property(configs, hosts, fc.boolean(), (config, host, override) => {
      const added = addLogin(config, host, 'ours', override)
      fc.pre(added.kind === 'added')
      const back = removeLogin(added.config, host, added.made, previousOf(added))
      expect(JSON.stringify(back)).toBe(JSON.stringify(config))
    }),
  )
})

it('nothing changes but the entry of this host, and where a store would hide it the helper of this host', () => {
  fc.assert(
    fc.property(configs, hosts, fc.boolean(), (config, host, override) => {
      const added = addLogin(config, host, 'ours', override)
      fc.pre(added.kind === 'added')
      expect(authOf(added.config, host)).toBe('ours')
      const others = (value: unknown): unknown => Object.entries(value ?? {}).filter(([name]) => name !== host)
      const rest = (one: Json): unknown => ({
        ...one,
        auths: others(one['auths']),
        credHelpers: others(one['credHelpers']),
      })
      expect(rest(added.config)).toEqual(rest(config))
    }),
  )
})

it('a helper of this host leaves all as it is', () => {
  expect(addLogin({ credHelpers: { h: 'ecr-login' } }, 'h', 'ours', true)).toEqual({
    kind: 'left',
    helper: 'ecr-login',
  })
})
