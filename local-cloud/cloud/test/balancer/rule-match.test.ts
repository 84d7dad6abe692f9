import { expect, it } from 'vitest'
import { matchingRule, type RequestFacts } from '@slipway/local-cloud-balancer/balancer/rule-match'
import type { Condition } from '@slipway/local-cloud-balancer/elb/condition'

const plain: RequestFacts = { method: 'GET', path: '/', query: '', host: 'shop.example', header: () => [] }

it.for<{ name: string; condition: Condition; facts: Partial<RequestFacts>; holds: boolean }>([
  {
    name: 'path, wildcard',
    condition: { field: 'path-pattern', values: ['/img/*'] },
    facts: { path: '/img/a/b' },
    holds: true,
  },
  {
    name: 'path, one character',
    condition: { field: 'path-pattern', values: ['/v?/x'] },
    facts: { path: '/v12/x' },
    holds: false,
  },
  {
    name: 'path, case matters',
    condition: { field: 'path-pattern', values: ['/Img'] },
    facts: { path: '/img' },
    holds: false,
  },
  {
    name: 'path, a dot is a dot',
    condition: { field: 'path-pattern', values: ['/a.b'] },
    facts: { path: '/axb' },
    holds: false,
  },
  {
    name: 'path, any of several',
    condition: { field: 'path-pattern', values: ['/a', '/b'] },
    facts: { path: '/b' },
    holds: true,
  },
  { name: 'host, any case', condition: { field: 'host-header', values: ['*.Example'] }, facts: {}, holds: true },
  { name: 'host, another', condition: { field: 'host-header', values: ['other.example'] }, facts: {}, holds: false },
  {
    name: 'method',
    condition: { field: 'http-request-method', values: ['PUT'] },
    facts: { method: 'PUT' },
    holds: true,
  },
  {
    name: 'method, case matters',
    condition: { field: 'http-request-method', values: ['put'] },
    facts: { method: 'PUT' },
    holds: false,
  },
  {
    name: 'header, any case',
    condition: { field: 'http-header', name: 'X-Test', values: ['BLUE*'] },
    facts: { header: (name) => (name === 'x-test' ? ['blue-1'] : []) },
    holds: true,
  },
  {
    name: 'header, absent',
    condition: { field: 'http-header', name: 'X-Test', values: ['*'] },
    facts: {},
    holds: false,
  },
  {
    name: 'query, key and value',
    condition: { field: 'query-string', values: [{ key: 'v', value: '2*' }] },
    facts: { query: 'a=1&v=23' },
    holds: true,
  },
  {
    name: 'query, other key',
    condition: { field: 'query-string', values: [{ key: 'v', value: '2' }] },
    facts: { query: 'w=2' },
    holds: false,
  },
  {
    name: 'query, value alone',
    condition: { field: 'query-string', values: [{ value: 'beta' }] },
    facts: { query: 'beta' },
    holds: true,
  },
])('a condition on $name', ({ condition, facts, holds }) => {
  const rules = [
    { name: 'special', conditions: [condition] },
    { name: 'default', conditions: [] },
  ]
  expect(matchingRule(rules, { ...plain, ...facts })?.name).toBe(holds ? 'special' : 'default')
})

it('wants every condition of a rule and takes the first rule that holds', () => {
  const path: Condition = { field: 'path-pattern', values: ['/x'] }
  const method: Condition = { field: 'http-request-method', values: ['POST'] }
  const rules = [
    { name: 'both', conditions: [path, method] },
    { name: 'path', conditions: [path] },
    { name: 'path again', conditions: [path] },
  ]
  expect(matchingRule(rules, { ...plain, path: '/x' })?.name).toBe('path')
  expect(matchingRule(rules, { ...plain, path: '/x', method: 'POST' })?.name).toBe('both')
  expect(matchingRule(rules, plain)).toBeUndefined()
})
