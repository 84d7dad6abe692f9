import { beginOpening, type Opening } from '@slipway/git'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { askedAtOnce, checkoutDirectory } from './reading/checkout-place.ts'

/**
 * git reads the checkout while Node still loads the rest of the bundle, of which this is the first import. Where there is
 * no checkout just there, it is opened as any other when its turn comes, and a failure is told then.
 */
export const opening: Opening | undefined = begin()

function begin(): Opening | undefined {
  try {
    const directory = checkoutDirectory(process.env)
    if (!existsSync(join(directory, '.git'))) return undefined
    const begun = beginOpening({ directory, ...askedAtOnce })
    // An answer that nobody waits for any more, as after an input that is refused.
    process.once('exit', () => begun.stop())
    return begun
  } catch {
    return undefined
  }
}
