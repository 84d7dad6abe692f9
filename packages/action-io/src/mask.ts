import { setSecret } from '@actions/core'

/**
 * Hides a secret, and its base64 form, in everything the runner shows from now on.
 * To be called as soon as a secret exists; values under four characters would shred the log and are left alone.
 */
export function mask(secret: string): void {
  if (secret.length < 4) return
  setSecret(secret)
  setSecret(Buffer.from(secret).toString('base64'))
}
