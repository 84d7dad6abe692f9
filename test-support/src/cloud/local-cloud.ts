import { expect } from 'vitest'
import { startLocalCloud as start, type LocalCloud, type LocalCloudOptions, type Violation } from '@slipway/local-cloud'

export interface TestCloudOptions extends LocalCloudOptions {
  /** Members that no SDK knows and that this test sends on purpose, to see them kept. */
  readonly unknownMembers?: readonly string[]
  /** Values that no SDK knows, which AWS may add some day. */
  readonly unknownValues?: readonly string[]
}

/** A local cloud whose every call is walked against the SDK's schemas: `stop()` fails where one did not conform. */
export async function startLocalCloud({
  unknownMembers = [],
  unknownValues = [],
  ...options
}: TestCloudOptions = {}): Promise<LocalCloud> {
  const cloud = await start({ ...options, conformance: true })
  const meant = ({ problem }: Violation): boolean =>
    unknownMembers.some((name) => problem.endsWith(` has no member ${name}`)) ||
    unknownValues.some((value) => problem.includes(`: ${JSON.stringify(value)} is not among `))
  return {
    ...cloud,
    async stop() {
      await cloud.stop()
      expect(cloud.violations.filter((violation) => !meant(violation))).toEqual([])
    },
  }
}
