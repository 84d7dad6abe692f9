import { randomBytes } from 'node:crypto'

/** The one identity of a local cloud, and which keys have expired. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  /** From now on calls signed with this key (default: the cloud's own) are refused as expired. */
  expire(accessKeyId?: string): void
  /** Undoes `expire`. */
  renew(accessKeyId?: string): void
  /** Undoes every `expire`. */
  renewAll(): void
  expired(accessKeyId: string): boolean
}

export function createCredentials(): Credentials {
  const expired = new Set<string>()
  const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`
  return {
    accessKeyId,
    secretAccessKey: randomBytes(30).toString('base64url'),
    sessionToken: randomBytes(48).toString('base64url'),
    expire: (key = accessKeyId) => void expired.add(key),
    renew: (key = accessKeyId) => void expired.delete(key),
    renewAll: () => expired.clear(),
    expired: (key) => expired.has(key),
  }
}
