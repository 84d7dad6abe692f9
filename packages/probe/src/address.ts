import { BlockList, isIP } from 'node:net'

/**
 * Link-local addresses and the instance and task metadata services: never a service to verify, and able to give
 * credentials away. Loopback and private ranges are the normal place of an internal load balancer and stay allowed.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 */
const forbidden = new BlockList()
forbidden.addSubnet('169.254.0.0', 16, 'ipv4')
forbidden.addSubnet('fe80::', 10, 'ipv6')
forbidden.addSubnet('fd00:ec2::', 32, 'ipv6')

/** The IPv4 address inside an IPv6 one counts: mapped (::ffff:0:0/96), compatible (::/96), NAT64 (64:ff9b::/96). */
const embedding = new BlockList()
embedding.addSubnet('::ffff:0:0', 96, 'ipv6')
embedding.addSubnet('::', 96, 'ipv6')
embedding.addSubnet('64:ff9b::', 96, 'ipv6')

/** Whether an IP address may be connected to; what is no IP address may not. */
export function mayReach(address: string): boolean {
  const bare = address.replace(/%.*$/s, '')
  const family = isIP(bare)
  if (family === 0) return false
  if (family === 4) return !forbidden.check(bare, 'ipv4')
  return !forbidden.check(bare, 'ipv6') && !(embedding.check(bare, 'ipv6') && forbidden.check(embedded(bare), 'ipv4'))
}

/** The last four bytes of an IPv6 address, as an IPv4 address. */
function embedded(address: string): string {
  // The URL parser writes IPv6 in one form: hexadecimal groups, the longest run of zeros as "::".
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':')
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group === '' ? '0' : group, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
