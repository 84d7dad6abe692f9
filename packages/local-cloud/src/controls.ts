import { cloudwatchControls } from './cloudwatch/controls.ts'
import { elbControls } from './elb/controls.ts'
import { githubControls } from './github/controls.ts'
import type { Control } from './frame/control.ts'
import type { Credentials } from './frame/credentials.ts'

/** The whole control surface: `GET /_local/` paths show, `POST` paths change. */
export function controls(credentials: Credentials): readonly Control[] {
  return [
    { method: 'GET', path: '/_local/timeline', run: ({ timeline }) => timeline.events },
    { method: 'POST', path: '/_local/credentials', run: (_world, body) => setCredentials(credentials, body) },
    ...cloudwatchControls,
    ...elbControls,
    ...githubControls,
  ]
}

/** `{ "expired": true | false, "accessKeyId"?: string }`. */
function setCredentials(credentials: Credentials, body: unknown): object {
  const { expired, accessKeyId } = body as { expired?: unknown; accessKeyId?: unknown }
  if (typeof expired !== 'boolean') throw new TypeError('"expired" must be true or false')
  if (accessKeyId !== undefined && typeof accessKeyId !== 'string')
    throw new TypeError('"accessKeyId" must be a string')
  if (expired) credentials.expire(accessKeyId)
  else credentials.renew(accessKeyId)
  return { accessKeyId: accessKeyId ?? credentials.accessKeyId, expired }
}
