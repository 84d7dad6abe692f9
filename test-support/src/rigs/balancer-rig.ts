import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
  type CreateTargetGroupCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { LocalCloud } from '@slipway/local-cloud'
import { clientOptions } from '../cloud/client-options.ts'
import { startLocalCloud } from '../cloud/local-cloud.ts'
import { startTarget, type TargetServer } from './target-server.ts'

/** One load balancer with one listener on a cloud of its own, and targets to put behind it. */
export interface Rig {
  readonly cloud: LocalCloud
  readonly elb: ElasticLoadBalancingV2Client
  readonly listenerArn: string
  readonly url: string
  /** A target group that the listener forwards to with the others, weight 0 until `shift`. */
  group(name: string, options?: Partial<CreateTargetGroupCommandInput>): Promise<string>
  /** Sets the listener's weights. */
  shift(weights: Readonly<Record<string, number>>): void
  /** Starts a target, registers it and waits until it is healthy. */
  target(groupArn: string, ...how: Parameters<typeof startTarget>): Promise<TargetServer>
  /** Resolves when the target is in the state. */
  until(groupArn: string, target: { readonly id: string; readonly port: number }, state: string): Promise<void>
  setDelay(groupArn: string, seconds: number): Promise<void>
  stop(): Promise<void>
}

export function elbClient(cloud: LocalCloud): ElasticLoadBalancingV2Client {
  return new ElasticLoadBalancingV2Client(clientOptions(cloud))
}

export async function startRig(speed = 100): Promise<Rig> {
  const cloud = await startLocalCloud({ speed })
  const elb = elbClient(cloud)
  const created = await elb.send(new CreateLoadBalancerCommand({ Name: 'front', Subnets: ['subnet-a', 'subnet-b'] }))
  const answer = { Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '404' } }
  const listened = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: created.LoadBalancers?.[0]?.LoadBalancerArn,
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [answer],
    }),
  )
  const listenerArn = listened.Listeners?.[0]?.ListenerArn ?? ''
  const targets: TargetServer[] = []
  const weights = new Map<string, number>()
  const rig: Rig = {
    cloud,
    elb,
    listenerArn,
    url: cloud.listenerUrl(listenerArn),
    async group(name, options = {}) {
      const input = { Name: name, Port: 80, TargetType: 'ip', HealthCheckPath: '/health', ...options } as const
      const made = await elb.send(new CreateTargetGroupCommand({ HealthCheckIntervalSeconds: 10, ...input }))
      const arn = made.TargetGroups?.[0]?.TargetGroupArn ?? ''
      weights.set(arn, 0)
      cloud.world.balancing.shift(listenerArn, weights)
      return arn
    },
    shift(changes) {
      for (const [arn, weight] of Object.entries(changes)) weights.set(arn, weight)
      cloud.world.balancing.shift(listenerArn, weights)
    },
    async target(groupArn, ...how) {
      const target = await startTarget(...how)
      targets.push(target)
      cloud.world.balancing.register(groupArn, target)
      await rig.until(groupArn, target, 'healthy')
      return target
    },
    until: (groupArn, { id, port }, state) =>
      new Promise((resolve) => {
        if (cloud.world.balancing.health(groupArn, { id, port }) === state) return resolve()
        const stop = cloud.timeline.subscribe((event) => {
          if (event.kind !== 'target' || event.targetGroupArn !== groupArn) return
          if (event.target !== `${id}:${port}` || event.state !== state) return
          stop()
          resolve()
        })
      }),
    async setDelay(groupArn, seconds) {
      const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: String(seconds) }]
      await elb.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: groupArn, Attributes }))
    },
    async stop() {
      elb.destroy()
      await cloud.stop()
      await Promise.all(targets.map((target) => target.close()))
    },
  }
  return rig
}
