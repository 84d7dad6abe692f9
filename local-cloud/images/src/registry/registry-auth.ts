import type { IncomingMessage } from 'node:http'
import { RegistryError } from './registry-error.ts'
import type { EcrContext } from '../ecr/context.ts'

/**
 * ECR's registry knows Basic only: user AWS, password from GetAuthorizationToken. No bearer tokens, nothing anonymous.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
 */
export function checkRegistryAuth(world: EcrContext, request: IncomingMessage): void {
  const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ')
  const [user, password = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const state = scheme === 'Basic' && user === 'AWS' ? world.ecr.tokens.check(password) : 'unknown'
  if (state === 'expired') {
    throw new RegistryError(403, 'DENIED', 'Your authorization token has expired. Reauthenticate and try again.')
  }
  if (state === 'unknown') {
    throw new RegistryError(401, 'UNAUTHORIZED', 'Not Authorized', {
      'www-authenticate': `Basic realm="${world.url}/",service="ecr.amazonaws.com"`,
    })
  }
}
