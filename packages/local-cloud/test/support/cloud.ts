import { expect } from 'vitest'
import { startLocalCloud as start, type LocalCloud, type LocalCloudOptions } from '@slipway/local-cloud'

/** A local cloud whose every call is walked against the SDK's schemas: `stop()` fails where one did not conform. */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const cloud = await start({ ...options, conformance: true })
  return {
    ...cloud,
    async stop() {
      await cloud.stop()
      expect(cloud.violations).toEqual([])
    },
  }
}
