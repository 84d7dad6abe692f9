import { randomBytes } from 'node:crypto'
import type { CloudClock } from '@slipway/local-cloud-frame/clock'

/** Registry passwords, as GetAuthorizationToken gives them out. Their expiry is wall-clock, whatever the speed. */
export interface RegistryTokens {
  issue(): { readonly token: string; readonly expiresAt: Date }
  /** From now on every password given out so far is refused as expired. */
  expireAll(): void
  check(password: string): 'valid' | 'expired' | 'unknown'
  /** Every password given out so far: what a test must find nowhere. */
  given(): readonly string[]
}

const lifetimeMs = 12 * 60 * 60 * 1000

export function createTokens(clock: CloudClock): RegistryTokens {
  const passwords = new Map<string, Date>()
  return {
    issue() {
      const password = randomBytes(48).toString('base64url')
      const expiresAt = new Date(clock.now().getTime() + lifetimeMs)
      passwords.set(password, expiresAt)
      return { token: Buffer.from(`AWS:${password}`).toString('base64'), expiresAt }
    },
    expireAll() {
      for (const password of passwords.keys()) passwords.set(password, new Date(0))
    },
    given: () => [...passwords.keys()],
    check(password) {
      const expiresAt = passwords.get(password)
      if (expiresAt === undefined) return 'unknown'
      return expiresAt > clock.now() ? 'valid' : 'expired'
    },
  }
}
