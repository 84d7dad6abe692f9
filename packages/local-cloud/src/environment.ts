import type { Credentials } from './frame/credentials.ts'
import type { World } from './world.ts'

/** The environment that points AWS SDKs, Octokit and actions at this cloud. */
export function environment(world: World, credentials: Credentials): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: world.url,
    AWS_REGION: world.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    GITHUB_API_URL: `${world.url}/api/v3`,
    GITHUB_SERVER_URL: world.url,
    GITHUB_GRAPHQL_URL: `${world.url}/api/graphql`,
    GITHUB_TOKEN: world.github.token,
  }
}
