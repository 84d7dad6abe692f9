import type { LocalCloud } from '@slipway/local-cloud'

export interface ClientOptions {
  readonly endpoint: string
  readonly region: string
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken: string
  }
}

/** What a client of the AWS SDK that talks to a local cloud is made with. */
export function clientOptions({ url, world, credentials }: LocalCloud): ClientOptions {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  return {
    endpoint: url,
    region: world.region,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
  }
}
