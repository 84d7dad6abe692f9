import { devNull } from 'node:os'
import type { Credentials } from '@slipway/local-cloud-frame/credentials'
import type { World } from './world.ts'

/**
 * The environment that points AWS SDKs, the AWS CLI, Octokit and actions at this cloud. The AWS CLI and boto3 know
 * `AWS_DEFAULT_REGION` alone. Nothing of a developer's own files takes part, and no proxy stands in between.
 * `own`: the environment to which this is added.
 */
export function environment(
  world: World,
  credentials: Credentials,
  own: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  const direct = withLoopback(own)
  return {
    AWS_ENDPOINT_URL: world.url,
    AWS_REGION: world.region,
    AWS_DEFAULT_REGION: world.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    NO_PROXY: direct,
    no_proxy: direct,
    GITHUB_API_URL: `${world.url}/api/v3`,
    GITHUB_SERVER_URL: world.url,
    GITHUB_GRAPHQL_URL: `${world.url}/api/graphql`,
    GITHUB_TOKEN: world.github.token,
  }
}

/** What is reached without a proxy already, and this machine. Some programs read the one name, some the other. */
function withLoopback(own: NodeJS.ProcessEnv): string {
  const given = [own['no_proxy'], own['NO_PROXY']].flatMap((list) => list?.split(/[\s,]+/) ?? [])
  return [...new Set([...given, '127.0.0.1', 'localhost'])].filter((name) => name !== '').join(',')
}
