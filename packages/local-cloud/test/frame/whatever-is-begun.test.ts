import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CreateListenerCommand, CreateLoadBalancerCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { expect, it, onTestFinished } from 'vitest'
import type { LocalCloud } from '@slipway/local-cloud'
import { elbClient } from '../balancer/rig.ts'
import { startLocalCloud } from '../support/cloud.ts'

// Whatever is begun when the cloud stops belongs to the stop: it ends with it, and nothing of it is left.

/** Sockets on which this process listens. */
const listening = (): number => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length

async function listenerOf(cloud: LocalCloud): Promise<string> {
  const elb = elbClient(cloud)
  onTestFinished(() => elb.destroy())
  const made = await elb.send(new CreateLoadBalancerCommand({ Name: 'front', Subnets: ['subnet-a', 'subnet-b'] }))
  const { Listeners } = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: made.LoadBalancers?.[0]?.LoadBalancerArn,
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    }),
  )
  return Listeners?.[0]?.ListenerArn ?? ''
}

it('listeners that are made beside a stop are closed, so that the process ends', async () => {
  const program = join(import.meta.dirname, 'listeners-beside-stop.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@slipway/source', program])
  expect(stdout).toBe('[]')
})

it('a listener that is deleted while it opens is closed', async () => {
  const cloud = await startLocalCloud()
  onTestFinished(() => cloud.stop())
  const { listeners, plane } = cloud.world.elb
  const made = listeners.get(await listenerOf(cloud))!
  const before = listening()
  const arn = `${made.arn}-2`
  const opening = plane.open({ ...made, arn })
  await Promise.all([plane.close(arn), opening])
  expect(plane.url(arn)).toBeUndefined()
  await expect.poll(listening).toBe(before)
})

it('a listener that is opened after the stop is not opened', async () => {
  const cloud = await startLocalCloud()
  const { listeners, plane } = cloud.world.elb
  const made = listeners.get(await listenerOf(cloud))!
  await cloud.stop()
  const before = listening()
  await expect(plane.open(made)).rejects.toThrow('the cloud stops')
  expect(listening()).toBe(before)
})

it('connections that never sent a byte are cut', async () => {
  const cloud = await startLocalCloud()
  const urls = [cloud.url, cloud.listenerUrl(await listenerOf(cloud))]
  const sockets = await Promise.all(
    urls.map(async (url) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined)
      await once(socket, 'connect')
      return socket
    }),
  )
  const closed = sockets.map((socket) => once(socket, 'close'))
  await cloud.stop()
  expect(await Promise.all(closed)).toHaveLength(2)
})

it('a request whose hook never answers is dropped', async () => {
  const cloud = await startLocalCloud()
  const seen = new Promise<void>((resolve) => {
    cloud.watch({
      before() {
        resolve()
        return new Promise(() => undefined)
      },
    })
  })
  const asked = fetch(`${cloud.url}/v2/`)
  asked.catch(() => undefined)
  await seen
  await cloud.stop()
  await expect(asked).rejects.toThrow('fetch failed')
})

it('a clone of a remote that never answers is given up', async () => {
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void silent.close())
  const cloud = await startLocalCloud()
  const { port } = silent.address() as AddressInfo
  const asked = once(silent, 'connection')
  const adding = cloud.addRepository('acme/shop', `http://127.0.0.1:${port}/acme/shop`)
  adding.catch(() => undefined)
  const [socket] = (await asked) as [Socket]
  onTestFinished(() => void socket.destroy())
  await cloud.stop()
  await expect(adding).rejects.toThrow('aborted')
})

it('a push whose turn comes when its client is cut off is not begun', async () => {
  const cloud = await startLocalCloud()
  await cloud.addRepository('acme/shop')
  const repository = cloud.world.github.repositories.get('acme/shop')!
  let letGo = (): void => undefined
  const turn = new Promise<void>((resolve) => (letGo = resolve))
  repository.busy = turn
  const pushes = fetch(`${cloud.url}/acme/shop.git/git-receive-pack`, {
    method: 'POST',
    body: '0000',
    headers: {
      authorization: `Basic ${btoa(`x:${cloud.env['GITHUB_TOKEN']}`)}`,
      'content-type': 'application/x-git-receive-pack-request',
    },
  })
  pushes.catch(() => undefined)
  await expect.poll(() => repository.busy === turn).toBe(false)
  const stopping = cloud.stop()
  await expect(pushes).rejects.toThrow('fetch failed')
  letGo()
  await stopping
})
