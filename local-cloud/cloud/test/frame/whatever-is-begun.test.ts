import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { expect, it, onTestFinished } from 'vitest'
import type { LocalCloud } from '@slipway/local-cloud'
import { elbClient } from '@slipway/test-support/rigs/balancer-rig'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

// Whatever is begun when the cloud stops belongs to the stop: it ends with it, and nothing of it is left.

/** Sockets on which this process listens. */
const listening = (): number => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length

const answer = { Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '404' } }

async function balancerOf(elb: ElasticLoadBalancingV2Client): Promise<string> {
  const made = await elb.send(new CreateLoadBalancerCommand({ Name: 'front', Subnets: ['subnet-a', 'subnet-b'] }))
  return made.LoadBalancers?.[0]?.LoadBalancerArn ?? ''
}

const create = (LoadBalancerArn: string, Port: number): CreateListenerCommand =>
  new CreateListenerCommand({ LoadBalancerArn, Port, Protocol: 'HTTP', DefaultActions: [answer] })

async function listenerOf(cloud: LocalCloud): Promise<string> {
  const elb = elbClient(cloud)
  onTestFinished(() => elb.destroy())
  const { Listeners } = await elb.send(create(await balancerOf(elb), 80))
  return Listeners?.[0]?.ListenerArn ?? ''
}

// At another moment in each row: which of them meets a listener that is just opening depends on the machine.
it.for([0, 1, 2])(
  'listeners that are made beside a stop are closed: the stop comes %i turns of the loop after four of them were asked for',
  async (turns) => {
    const before = listening()
    const cloud = await startLocalCloud()
    const elb = elbClient(cloud)
    const loadBalancer = await balancerOf(elb)
    let seen = 0
    const all = new Promise<void>((resolve) => {
      cloud.watch({
        before({ operation }) {
          if (operation === 'CreateListener' && (seen += 1) === 4) resolve()
        },
      })
    })
    const calls = [80, 81, 82, 83].map(async (port) => elb.send(create(loadBalancer, port)))
    await all
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    const stopped = cloud.stop()
    // A client that is cut off tries again; there is nobody to answer it any more.
    await Promise.all([stopped, Promise.allSettled(calls)])
    elb.destroy()
    await expect.poll(listening).toBe(before)
  },
)

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
