import { describe, expect, it } from 'vitest'
import { mayReach } from '../src/address.ts'
import { createProbe } from '../src/index.ts'

describe('mayReach', () => {
  it.for([
    ['instance metadata', '169.254.169.254', false],
    ['task credentials', '169.254.170.2', false],
    ['any link-local address', '169.254.0.1', false],
    ['instance metadata over IPv6', 'fd00:ec2::254', false],
    ['link-local IPv6', 'fe80::1', false],
    ['link-local IPv6 with a zone', 'fe80::1%eth0', false],
    ['the end of link-local IPv6', 'febf::1', false],
    ['metadata mapped into IPv6', '::ffff:169.254.169.254', false],
    ['metadata mapped, in hexadecimal', '::ffff:a9fe:a9fe', false],
    ['metadata behind NAT64', '64:ff9b::a9fe:a9fe', false],
    ['no address', 'localhost', false],
    ['loopback', '127.0.0.1', true],
    ['loopback over IPv6', '::1', true],
    ['loopback mapped', '::ffff:127.0.0.1', true],
    ['a private range', '10.0.3.7', true],
    ['another private range', '172.16.0.9', true],
    ['unique local IPv6', 'fd12:3456::1', true],
    ['a public address', '203.0.113.9', true],
    ['a neighbour of link-local', '169.253.255.255', true],
  ] as const)('%s', ([, address, allowed]) => {
    expect(mayReach(address)).toBe(allowed)
  })
})

describe('a probe', () => {
  it.for([
    ['decimal', 'http://2852039166/'],
    ['hexadecimal', 'http://0xa9fea9fe/'],
    ['octal', 'http://0251.0376.0251.0376/'],
    ['IPv6', 'http://[fd00:ec2::254]/'],
    ['mapped', 'http://[::ffff:169.254.169.254]/latest/meta-data/'],
    ['https', 'https://169.254.170.2/'],
  ] as const)('does not reach metadata written in %s', async ([, url]) => {
    const result = await createProbe().send({ url, timeoutMs: 1000 })
    expect(result).toMatchObject({ kind: 'blocked', code: 'address-not-allowed' })
  })

  it.for([
    ['another scheme', 'file:///etc/passwd', 'scheme-not-allowed'],
    ['no URL', 'app:', 'scheme-not-allowed'],
    ['nonsense', 'http://', 'url-invalid'],
  ] as const)('does not send to %s', async ([, url, code]) => {
    expect(await createProbe().send({ url, timeoutMs: 1000 })).toMatchObject({ kind: 'blocked', code })
  })
})
