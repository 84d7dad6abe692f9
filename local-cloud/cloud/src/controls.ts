import type { Socket } from 'node:net'
import { cloudwatchControls } from '@slipway/local-cloud-balancer/cloudwatch/controls'
import { ecrControls } from '@slipway/local-cloud-images/ecr/controls'
import { elbControls } from '@slipway/local-cloud-balancer/elb/controls'
import { checkMembers, flag, text } from '@slipway/local-cloud-frame/members'
import { model } from '@slipway/local-cloud-frame/model'
import { readFault, type Operations } from '@slipway/local-cloud-frame/read-fault'
import { githubControls } from '@slipway/local-cloud-github/controls'
import { registryOperations } from '@slipway/local-cloud-images/registry/endpoints'
import { services } from './services.ts'
import type { World } from './world.ts'
import type { Control } from '@slipway/local-cloud-frame/control'
import type { Credentials } from '@slipway/local-cloud-frame/credentials'
import type { Faults } from '@slipway/local-cloud-frame/faults'

/** What the controls have a hand in beside the services. */
export interface Controlled {
  readonly credentials: Credentials
  readonly faults: Faults
  /** Makes the cloud as it was at its start; the connection of who asks for it stays. */
  readonly reset: (spared: Socket) => Promise<void>
}

/** The whole control surface: `GET /_local/` paths show, `POST` paths change. */
export function controls({ credentials, faults, reset }: Controlled): readonly Control<World>[] {
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

const credentialMembers = { expired: flag, accessKeyId: text }

/** `{ "expired": true | false, "accessKeyId"?: string }`. */
function setCredentials(credentials: Credentials, body: object): object {
  const given = checkMembers('a change of credentials', credentialMembers, ['expired'], body)
  const { expired, accessKeyId } = given as { readonly expired: boolean; readonly accessKeyId?: string }
  if (expired) credentials.expire(accessKeyId)
  else credentials.renew(accessKeyId)
  return { accessKeyId: accessKeyId ?? credentials.accessKeyId, expired }
}

/** A Fault as JSON, or `{ "clear": true }`, which takes all of them back. */
function injectFault(faults: Faults, body: object): object {
  const fault = readFault(operations(), body)
  if (fault === 'clear') faults.clear()
  else faults.inject(fault)
  return { pending: faults.pending.filter(({ left }) => left > 0).length }
}

/** Also those that the local cloud has not: a client may ask for them. */
function operations(): Operations {
  const ofServices = services.map(({ name }) => [name, new Set(model(name).operationNames)] as const)
  return new Map([...ofServices, ['registry', new Set(registryOperations)]])
}
