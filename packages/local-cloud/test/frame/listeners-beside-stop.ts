import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { startLocalCloud } from '@slipway/local-cloud'

// A process of its own, run by whatever-is-begun.test.ts: four listeners are made while the cloud stops, at another moment in every round.
// It prints what still keeps the process alive afterwards.
for (const turns of [0, 1, 2, 3, 5, 8]) {
  const cloud = await startLocalCloud()
  const { accessKeyId, secretAccessKey, sessionToken } = cloud.credentials
  const elb = new ElasticLoadBalancingV2Client({
    endpoint: cloud.url,
    region: cloud.world.region,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    maxAttempts: 1,
  })
  const made = await elb.send(new CreateLoadBalancerCommand({ Name: 'front', Subnets: ['subnet-a', 'subnet-b'] }))
  const answer = { Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '404' } }
  let seen = 0
  const all = new Promise<void>((resolve) => {
    cloud.watch({
      before({ operation }) {
        if (operation === 'CreateListener' && (seen += 1) === 4) resolve()
      },
    })
  })
  const calls = [80, 81, 82, 83].map(async (Port) =>
    elb.send(
      new CreateListenerCommand({
        LoadBalancerArn: made.LoadBalancers?.[0]?.LoadBalancerArn,
        Port,
        Protocol: 'HTTP',
        DefaultActions: [answer],
      }),
    ),
  )
  await all
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  await Promise.all([cloud.stop(), Promise.allSettled(calls)])
  elb.destroy()
}
await new Promise((resolve) => setTimeout(resolve, 100))
process.stdout.write(JSON.stringify(process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP'))))
process.exit()
