import { proxyEnv, type ProxyEnv } from './proxy-env.ts'

/** What every AWS client of Slipway is made with; credentials come from the SDK's default chain. */
export interface AwsClientOptions {
  /** Absent: the SDK's own chain decides (profile files and so on). */
  readonly region?: string
  readonly maxAttempts: number
  readonly retryMode: 'standard'
  /** Milliseconds; a connection that hangs is a failed attempt, not a hung job. */
  readonly requestHandler: {
    readonly connectionTimeout: number
    readonly requestTimeout: number
    readonly throwOnRequestTimeout: boolean
    /** For plain HTTP, which only an endpoint of one's own speaks, and for HTTPS; with keep-alive by the SDK's default. */
    readonly httpAgent?: ProxyAgentOptions
    readonly httpsAgent?: ProxyAgentOptions
  }
}

interface ProxyAgentOptions {
  readonly proxyEnv: ProxyEnv
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Options for `new XClient(…)`. The endpoint is left to the SDK, which honours `AWS_ENDPOINT_URL`;
 * `AWS_DEFAULT_REGION` and proxies, which the JavaScript SDK ignores, are honoured as the AWS CLI does.
 * Eight attempts: with the SDK's own jittered backoff that rides out a throttling burst of about half a minute.
 */
export function awsClientOptions(env: Environment = process.env): AwsClientOptions {
  const proxies = proxyEnv(env)
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION']
  return {
    ...(region === undefined || region === '' ? {} : { region }),
    maxAttempts: 8,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 60_000,
      throwOnRequestTimeout: true,
      ...(proxies === undefined ? {} : { httpAgent: { proxyEnv: proxies }, httpsAgent: { proxyEnv: proxies } }),
    },
  }
}
