import { describe } from '@slipway/outcome'
import { each } from '../each.ts'
import type { SessionOptions } from './session.ts'
import { untilAborted } from '@slipway/control-loop'

/** One question for many digests: those of them that the repository has. */
export type AskThere = (digests: readonly string[]) => Promise<ReadonlySet<string>>

/** By the one question if there is one and it is answered, else blob by blob. */
export async function blobsThere(
  digests: readonly string[],
  hasBlob: (digest: string) => Promise<boolean>,
  ask: AskThere | undefined,
  { connections, signal, say }: Pick<SessionOptions, 'connections' | 'signal' | 'say'>,
): Promise<ReadonlySet<string>> {
  if (digests.length === 0) return new Set()
  if (ask !== undefined) {
    try {
      return await untilAborted(() => ask(digests), signal)
    } catch (error) {
      signal.throwIfAborted()
      say?.(`which blobs are there cannot be asked at once, so one by one: ${describe(error)}`)
    }
  }
  const there = new Set<string>()
  await each(digests, connections, async (digest) => void ((await hasBlob(digest)) && there.add(digest)))
  return there
}
