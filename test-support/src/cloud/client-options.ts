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

/** Options for an AWS SDK client that talks to a local cloud. */
export function credentialsOf({ url, env }: LocalCloud): ClientOptions {
  return {
    endpoint: url,
    region: env['AWS_REGION'] ?? '',
    credentials: {
      accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
      sessionToken: env['AWS_SESSION_TOKEN'] ?? '',
    },
  }
}
