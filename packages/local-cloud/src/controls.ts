import type { Socket } from 'node:net'
import { cloudwatchControls } from './cloudwatch/controls.ts'
import { ecrControls } from './ecr/controls.ts'
import { elbControls } from './elb/controls.ts'
import { checkMembers } from './frame/members.ts'
import { readFault } from './frame/read-fault.ts'
import { githubControls } from './github/controls.ts'
import type { Control } from './frame/control.ts'
import type { Credentials } from './frame/credentials.ts'
import type { Faults } from './frame/faults.ts'

/** What the controls have a hand in beside the services. */
export interface Controlled {
  readonly credentials: Credentials
  readonly faults: Faults
  /** Makes the cloud as it was at its start; the connection of who asks for it stays. */
  reset(spared: Socket): Promise<void>
}

/** The whole control surface: `GET /_local/` paths show, `POST` paths change. */
export function controls({ credentials, faults, reset }: Controlled): readonly Control[] {
  return [
    {
      method: 'POST',
      path: '/_local/reset',
      apart: true,
      run: (_world, body, { request }) => {
        checkMembers('a reset', {}, [], body)
        return reset(request.socket)
      },
    },
    { method: 'GET', path: '/_local/timeline', run: ({ timeline }) => timeline.events },
    { method: 'POST', path: '/_local/credentials', run: (_world, body) => setCredentials(credentials, body) },
    { method: 'POST', path: '/_local/faults', run: (_world, body) => injectFault(faults, body) },
    ...cloudwatchControls,
    ...ecrControls,
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

/** A Fault as JSON, or `{ "clear": true }`, which takes all of them back. */
function injectFault(faults: Faults, body: unknown): object {
  if ((body as { clear?: unknown }).clear === true) faults.clear()
  else faults.inject(readFault(body))
  return { pending: faults.pending.filter(({ left }) => left > 0).length }
}
