import type { GithubState } from './state.ts'

/** Who asks, by the Authorization header of REST (`token`, `bearer`) or of git (`basic`, any user name). */
export type Caller = 'authenticated' | 'anonymous' | 'bad-credentials'

export function caller({ token }: GithubState, authorization: string | undefined): Caller {
  if (authorization === undefined || authorization === '') return 'anonymous'
  return given(authorization) === token ? 'authenticated' : 'bad-credentials'
}

function given(authorization: string): string {
  const [scheme = '', credentials = ''] = authorization.split(' ')
  if (scheme.toLowerCase() !== 'basic') return credentials
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  return pair.slice(pair.indexOf(':') + 1)
}
