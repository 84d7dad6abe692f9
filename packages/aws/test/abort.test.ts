import { expect, it, vi } from 'vitest'
import { createEcr } from '../src/ecr.ts'
import { createEcsImages } from '../src/ecs-images.ts'
import { createInspector } from '../src/inspector.ts'
import { createSts } from '../src/sts.ts'
import { startWire } from './wire.ts'

const digest = `sha256:${'a'.repeat(64)}`
const image = { repository: 'app', tag: 'v1', digest, mediaType: 'application/x', manifest: '{}' }

const members: readonly (readonly [string, (signal: AbortSignal) => Promise<unknown>])[] = [
  ['sts whoAmI', (signal) => createSts().whoAmI(signal)],
  ['login', (signal) => createEcr().login(signal)],
  ['repository', (signal) => createEcr().repository('app', signal)],
  ['createRepository', (signal) => createEcr().createRepository({ name: 'app' }, signal)],
  ['creationTemplate', (signal) => createEcr().creationTemplate('app', signal)],
  ['lifecyclePolicy', (signal) => createEcr().lifecyclePolicy('app', signal)],
  ['putLifecyclePolicy', (signal) => createEcr().putLifecyclePolicy('app', '{}', signal)],
  ['digestOf', (signal) => createEcr().digestOf('app', 'v1', signal)],
  ['image', (signal) => createEcr().image('app', { digest }, signal)],
  ['manifest', (signal) => createEcr().manifest('app', digest, signal)],
  ['blobsThere', (signal) => createEcr().blobsThere('app', [digest], signal)],
  ['referrers', (signal) => createEcr().referrers('app', digest, undefined, signal)],
  ['untag', (signal) => createEcr().untag('app', 'v1', signal)],
  ['accountSetting', (signal) => createEcr().accountSetting('BLOB_MOUNTING', signal)],
  ['scanConfiguration', (signal) => createEcr().scanConfiguration('app', signal)],
  ['startScan', (signal) => createEcr().startScan('app', digest, signal)],
  ['scan', (signal) => createEcr().scan('app', digest, signal)],
  ['putImage', (signal) => createEcr().putImage(image, signal)],
  ['inspector coverage', (signal) => createInspector().coverage('app', digest, signal)],
  ['inspector findings', (signal) => createInspector().findings('app', digest, signal)],
  ['inspector knownExploited', (signal) => createInspector().knownExploited(['arn'], signal)],
  ['ecs running', (signal) => createEcsImages().running('shop', 'api', signal)],
]

/** Requests that a member makes at once. */
const sideBySide = new Map(members.flatMap(([name, call]) => (name === 'scanConfiguration' ? [[call, 2]] : [])))

it.for(members)('%s ends with the signal, and its request with it', async ([, call]) => {
  const wire = await startWire(() => undefined)
  const abort = new AbortController()
  const hanging = wire.hanging()
  const ended = call(abort.signal).catch((reason: unknown) => reason)
  await hanging
  const asked = sideBySide.get(call) ?? 1
  await expect.poll(() => wire.calls.length).toBe(asked)
  expect(wire.dropped).toEqual([])
  abort.abort('deadline')
  expect(await ended).toBe('deadline')
  // Long before the client would give an unanswered request up by itself, after 60 s.
  await expect.poll(() => wire.dropped.length, { timeout: 30_000 }).toBe(asked)
  expect(wire.calls.length).toBe(asked)
})

it.for(members)('%s sends nothing once the signal is aborted', async ([, call]) => {
  const wire = await startWire(() => undefined)
  await expect(call(AbortSignal.abort('over'))).rejects.toBe('over')
  expect(wire.calls).toEqual([])
})

it('every member of the port is in the table', () => {
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  const names = members.map(([name]) => name)
  expect(Object.keys(createEcr()).filter((name) => !names.includes(name))).toEqual([])
  vi.unstubAllEnvs()
})

it('a backoff between two attempts ends with the signal', async () => {
  const abort = new AbortController()
  const wire = await startWire((_, __, call) => {
    if (call === 3) setImmediate(() => abort.abort('deadline'))
    return { code: 'ThrottlingException' }
  })
  await expect(createEcr().login(abort.signal)).rejects.toBe('deadline')
  expect(wire.calls.length).toBe(3)
})

it('an error that came before the signal stays what it is', async () => {
  await startWire(() => ({ code: 'AccessDeniedException' }))
  await expect(createEcr().login(new AbortController().signal)).rejects.toMatchObject({ code: 'AWS_ACCESS_DENIED' })
})
