import { formatDuration } from '@slipway/action-io'
import { pushImage, type Image, type Layout, type RegistryLogin } from '@slipway/oci'
import type { Ports } from './ports.ts'

/** Transfers at a time. */
const connections = 4

/** Pushes the candidate by digest. The registry's password is hidden as soon as it exists. */
export async function push(
  image: Image,
  layout: Layout,
  repository: string,
  { connect, ecr, clock, log, mask }: Ports,
  signal: AbortSignal,
): Promise<void> {
  const login = async (): Promise<RegistryLogin> => {
    const given = await ecr.login()
    for (const secret of secretsOf(given.token)) mask(secret)
    return given
  }
  const registry = connect({ repository, login, clock, signal, connections })
  const startedAt = clock.now()
  try {
    const options = { connections, say: (line: string) => log.info(line) }
    const { pushedBytes, reusedBytes, manifests } = await pushImage(image, layout, registry, options)
    const took = formatDuration(clock.now() - startedAt)
    log.info(`${pushedBytes} bytes pushed, ${reusedBytes} were there; ${manifests} manifests pushed; ${took}`)
  } finally {
    registry.close()
  }
}

/** The token and the password in it. */
function secretsOf(token: string): readonly string[] {
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(token, 'base64').toString()) ?? []
  return [token, password]
}
