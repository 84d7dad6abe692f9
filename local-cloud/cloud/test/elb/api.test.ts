import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask } from '@slipway/test-support/cloud/ask'
import { elbClient } from '@slipway/test-support/rigs/balancer-rig'

let cloud: LocalCloud
let client: elb.ElasticLoadBalancingV2Client
let loadBalancerArn: string
let turn = 0

beforeAll(async () => {
  cloud = await startLocalCloud({ speed: 100 })
  client = elbClient(cloud)
})
afterAll(async () => {
  client.destroy()
  await cloud.stop()
})
beforeEach(async () => {
  turn += 1
  const made = await client.send(new elb.CreateLoadBalancerCommand({ Name: `front-${turn}`, Scheme: 'internal' }))
  loadBalancerArn = made.LoadBalancers?.[0]?.LoadBalancerArn ?? ''
})

async function group(name: string, more: Partial<elb.CreateTargetGroupCommandInput> = {}): Promise<string> {
  const made = await client.send(new elb.CreateTargetGroupCommand({ Name: `${name}-${turn}`, Port: 8080, ...more }))
  return made.TargetGroups?.[0]?.TargetGroupArn ?? ''
}

async function listener(action: elb.Action, port = 80): Promise<string> {
  const made = await client.send(
    new elb.CreateListenerCommand({
      LoadBalancerArn: loadBalancerArn,
      Port: port,
      Protocol: 'HTTP',
      DefaultActions: [action],
    }),
  )
  return made.Listeners?.[0]?.ListenerArn ?? ''
}

const fixed = (body: string, status = '200'): elb.Action => ({
  Type: 'fixed-response',
  FixedResponseConfig: { StatusCode: status, ContentType: 'text/plain', MessageBody: body },
})

describe('load balancers', () => {
  it('are found by name, by ARN and in pages', async () => {
    const byName = await client.send(new elb.DescribeLoadBalancersCommand({ Names: [`front-${turn}`] }))
    expect(byName.LoadBalancers).toMatchObject([
      { LoadBalancerArn: loadBalancerArn, Scheme: 'internal', Type: 'application', State: { Code: 'active' } },
    ])
    expect(loadBalancerArn).toMatch(
      /^arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer\/app\/front-\d+\/[0-9a-f]{16}$/,
    )
    await client.send(new elb.CreateLoadBalancerCommand({ Name: `second-${turn}` }))
    const names: (string | undefined)[] = []
    for await (const page of elb.paginateDescribeLoadBalancers({ client }, { PageSize: 1 })) {
      expect(page.LoadBalancers).toHaveLength(1)
      names.push(page.LoadBalancers?.[0]?.LoadBalancerName)
    }
    expect(names).toEqual(expect.arrayContaining([`front-${turn}`, `second-${turn}`]))
  })

  it('take their listeners with them', async () => {
    const arn = await listener(fixed('x'))
    const url = cloud.listenerUrl(arn)
    await client.send(new elb.DeleteLoadBalancerCommand({ LoadBalancerArn: loadBalancerArn }))
    await expect(ask(url)).rejects.toThrow('ECONNREFUSED')
    await expect(client.send(new elb.DescribeListenersCommand({ ListenerArns: [arn] }))).rejects.toThrow(
      elb.ListenerNotFoundException,
    )
  })
})

it('shows the default quotas of the account, in pages', async () => {
  const { Limits = [] } = await client.send(new elb.DescribeAccountLimitsCommand({}))
  expect(Limits).toContainEqual({ Name: 'target-groups', Max: '3000' })
  const first = await client.send(new elb.DescribeAccountLimitsCommand({ PageSize: 2 }))
  expect(first).toMatchObject({ Limits: Limits.slice(0, 2), NextMarker: expect.any(String) as string })
  for (const Marker of ['x', Buffer.from('-1').toString('base64url')]) {
    await expect(client.send(new elb.DescribeAccountLimitsCommand({ Marker })), Marker).rejects.toThrow('is not valid')
  }
})

it('keeps the attributes of a load balancer', async () => {
  const change = (Key: string, Value: string): Promise<unknown> => {
    const Attributes = [{ Key, Value }]
    return client.send(new elb.ModifyLoadBalancerAttributesCommand({ LoadBalancerArn: loadBalancerArn, Attributes }))
  }
  await change('idle_timeout.timeout_seconds', '5')
  const seen = await client.send(new elb.DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: loadBalancerArn }))
  expect(seen.Attributes).toContainEqual({ Key: 'idle_timeout.timeout_seconds', Value: '5' })
  await expect(change('idle_timeout.timeout_seconds', '0')).rejects.toThrow(elb.InvalidConfigurationRequestException)
  await expect(change('no.such', '1')).rejects.toThrow(elb.InvalidConfigurationRequestException)
  for (const [key, value] of [
    ['routing.http2.enabled', 'true'],
    ['access_logs.s3.bucket', 'logs'],
    ['waf.fail_open.enabled', 'true'],
  ] as const) {
    await expect(change(key, value), key).rejects.toMatchObject({ name: 'UnsupportedByLocalCloud' })
  }
  await change('access_logs.s3.enabled', 'false')
  await change('routing.http.desync_mitigation_mode', 'defensive')
})

describe('target groups', () => {
  it('keep the health check they are given, and what a change does not name', async () => {
    const arn = await group('blue', {
      TargetType: 'ip',
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 10,
      HealthyThresholdCount: 2,
    })
    const changed = await client.send(
      new elb.ModifyTargetGroupCommand({ TargetGroupArn: arn, Matcher: { HttpCode: '200-299' } }),
    )
    const seen = await client.send(new elb.DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }))
    expect(seen.TargetGroups).toEqual(changed.TargetGroups)
    expect(seen.TargetGroups).toMatchObject([
      {
        TargetType: 'ip',
        HealthCheckPath: '/health',
        HealthCheckPort: 'traffic-port',
        HealthCheckIntervalSeconds: 10,
        HealthCheckTimeoutSeconds: 5,
        HealthyThresholdCount: 2,
        UnhealthyThresholdCount: 2,
        Matcher: { HttpCode: '200-299' },
        LoadBalancerArns: [],
      },
    ])
  })

  it('have attributes, of which the delay can be changed', async () => {
    const arn = await group('blue')
    const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '7' }]
    await client.send(new elb.ModifyTargetGroupAttributesCommand({ TargetGroupArn: arn, Attributes }))
    const seen = await client.send(new elb.DescribeTargetGroupAttributesCommand({ TargetGroupArn: arn }))
    expect(seen.Attributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '7' })
    expect(seen.Attributes).toContainEqual({ Key: 'stickiness.enabled', Value: 'false' })
    const change = (Key: string, Value: string): Promise<unknown> =>
      client.send(new elb.ModifyTargetGroupAttributesCommand({ TargetGroupArn: arn, Attributes: [{ Key, Value }] }))
    await change('stickiness.type', 'lb_cookie')
    await expect(change('stickiness.type', 'app_cookie')).rejects.toMatchObject({ name: 'UnsupportedByLocalCloud' })
    await expect(change('stickiness.app_cookie.cookie_name', 'a')).rejects.toMatchObject({
      name: 'UnsupportedByLocalCloud',
    })
    await expect(change('stickiness.kind', 'a')).rejects.toThrow(elb.InvalidConfigurationRequestException)
  })

  it('cannot be deleted while a rule forwards to them, whatever the weight', async () => {
    const [blue, green] = [await group('blue'), await group('green')]
    const TargetGroups = [{ TargetGroupArn: blue }, { TargetGroupArn: green, Weight: 0 }]
    const arn = await listener({ Type: 'forward', ForwardConfig: { TargetGroups } })
    const remove = new elb.DeleteTargetGroupCommand({ TargetGroupArn: green })
    await expect(client.send(remove)).rejects.toThrow(elb.ResourceInUseException)
    const of = await client.send(new elb.DescribeTargetGroupsCommand({ LoadBalancerArn: loadBalancerArn }))
    expect(of.TargetGroups?.map(({ TargetGroupArn }) => TargetGroupArn)).toEqual([blue, green])
    await client.send(new elb.DeleteListenerCommand({ ListenerArn: arn }))
    await client.send(remove)
    await expect(client.send(new elb.DescribeTargetGroupsCommand({ TargetGroupArns: [green] }))).rejects.toThrow(
      elb.TargetGroupNotFoundException,
    )
  })

  it('show what is and what is not registered', async () => {
    const arn = await group('blue')
    await client.send(new elb.RegisterTargetsCommand({ TargetGroupArn: arn, Targets: [{ Id: '127.0.0.1' }] }))
    const seen = await client.send(
      new elb.DescribeTargetHealthCommand({
        TargetGroupArn: arn,
        Targets: [
          { Id: '127.0.0.1', Port: 8080 },
          { Id: '127.0.0.1', Port: 1 },
        ],
      }),
    )
    expect(
      seen.TargetHealthDescriptions?.map(({ Target, TargetHealth }) => [Target?.Port, TargetHealth?.Reason]),
    ).toEqual([
      [8080, 'Target.NotInUse'],
      [1, 'Target.NotRegistered'],
    ])
    await client.send(new elb.DeregisterTargetsCommand({ TargetGroupArn: arn, Targets: [{ Id: '127.0.0.1' }] }))
    const left = await client.send(new elb.DescribeTargetHealthCommand({ TargetGroupArn: arn }))
    expect(left.TargetHealthDescriptions).toEqual([])
  })
})

describe('rules', () => {
  const path = (pattern: string): elb.RuleCondition => ({ Field: 'path-pattern', Values: [pattern] })

  async function rule(listenerArn: string, priority: number, pattern: string, body: string): Promise<string> {
    const made = await client.send(
      new elb.CreateRuleCommand({
        ListenerArn: listenerArn,
        Priority: priority,
        Conditions: [path(pattern)],
        Actions: [fixed(body)],
      }),
    )
    return made.Rules?.[0]?.RuleArn ?? ''
  }

  it('are tried by priority, the default one last, and can change places', async () => {
    const arn = await listener(fixed('default', '404'))
    const wide = await rule(arn, 20, '/a*', 'wide')
    const narrow = await rule(arn, 10, '/ab', 'narrow')
    const url = cloud.listenerUrl(arn)
    const bodies = async (): Promise<string[]> =>
      Promise.all(['/ab', '/ac', '/b'].map(async (at) => (await ask(url + at)).body))
    expect(await bodies()).toEqual(['narrow', 'wide', 'default'])
    const seen = await client.send(new elb.DescribeRulesCommand({ ListenerArn: arn }))
    expect(seen.Rules?.map(({ RuleArn, Priority, IsDefault }) => ({ RuleArn, Priority, IsDefault }))).toEqual([
      { RuleArn: narrow, Priority: '10', IsDefault: false },
      { RuleArn: wide, Priority: '20', IsDefault: false },
      { RuleArn: expect.stringContaining(':listener-rule/app/'), Priority: 'default', IsDefault: true },
    ])
    const RulePriorities = [
      { RuleArn: wide, Priority: 10 },
      { RuleArn: narrow, Priority: 20 },
    ]
    await client.send(new elb.SetRulePrioritiesCommand({ RulePriorities }))
    expect(await bodies()).toEqual(['wide', 'wide', 'default'])
    await client.send(new elb.ModifyRuleCommand({ RuleArn: wide, Conditions: [path('/b')] }))
    expect(await bodies()).toEqual(['narrow', 'default', 'wide'])
    await client.send(new elb.DeleteRuleCommand({ RuleArn: narrow }))
    expect(await bodies()).toEqual(['default', 'default', 'wide'])
  })

  it('show every condition as it was given', async () => {
    const arn = await listener(fixed('default'))
    const Conditions: elb.RuleCondition[] = [
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Test', Values: ['on'] } },
      { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET'] } },
      { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }] } },
      { Field: 'host-header', HostHeaderConfig: { Values: ['*.example'] } },
    ]
    const made = await client.send(
      new elb.CreateRuleCommand({ ListenerArn: arn, Priority: 1, Conditions, Actions: [fixed('test')] }),
    )
    expect(made.Rules?.[0]?.Conditions).toEqual([
      ...Conditions.slice(0, 3),
      { ...Conditions[3], Values: ['*.example'] },
    ])
    const url = `${cloud.listenerUrl(arn)}/?v=2`
    const headers = { 'x-test': 'on', host: 'shop.example' }
    expect((await ask(url, { headers })).body).toBe('test')
    expect((await ask(url, { headers, method: 'POST' })).body).toBe('default')
  })

  it('redirect, with the parts of what was asked', async () => {
    const RedirectConfig = { StatusCode: 'HTTP_301', Host: 'new.#{host}', Path: '/moved/#{path}' } as const
    const arn = await listener({ Type: 'redirect', RedirectConfig })
    const { status, headers } = await ask(`${cloud.listenerUrl(arn)}/a/b?c=d`, { headers: { host: 'shop.example' } })
    expect([status, headers['location']]).toEqual([301, 'http://new.shop.example:80/moved/a/b?c=d'])
  })

  it('forward by weights that can be changed and seen', async () => {
    const [blue, green] = [await group('blue'), await group('green')]
    const weigh = (first: number, second: number): elb.Action => ({
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: [
          { TargetGroupArn: blue, Weight: first },
          { TargetGroupArn: green, Weight: second },
        ],
      },
    })
    const arn = await listener(weigh(1, 0))
    await client.send(new elb.ModifyListenerCommand({ ListenerArn: arn, DefaultActions: [weigh(30, 70)] }))
    const seen = await client.send(new elb.DescribeListenersCommand({ LoadBalancerArn: loadBalancerArn }))
    expect(seen.Listeners?.[0]?.DefaultActions?.[0]?.ForwardConfig?.TargetGroups).toEqual([
      { TargetGroupArn: blue, Weight: 30 },
      { TargetGroupArn: green, Weight: 70 },
    ])
    expect(cloud.world.balancing.weights(arn)).toEqual(
      new Map([
        [blue, 30],
        [green, 70],
      ]),
    )
  })
})

describe('refusals', () => {
  it.for<{ name: string; error: string; call: (given: { arn: string; blue: string }) => Promise<unknown> }>([
    {
      name: 'an unknown target group',
      error: 'TargetGroupNotFoundException',
      call: () => listener({ Type: 'forward', TargetGroupArn: 'arn:nothing' }, 81),
    },
    { name: 'a port that is taken', error: 'DuplicateListenerException', call: () => listener(fixed('x')) },
    {
      name: 'a priority that is taken',
      error: 'PriorityInUseException',
      call: async ({ arn }) => {
        const input = { ListenerArn: arn, Priority: 5, Conditions: [], Actions: [fixed('x')] }
        await client.send(new elb.CreateRuleCommand(input))
        return client.send(new elb.CreateRuleCommand(input))
      },
    },
    {
      name: 'the deletion of a default rule',
      error: 'OperationNotPermittedException',
      call: async ({ arn }) => {
        const { Rules } = await client.send(new elb.DescribeRulesCommand({ ListenerArn: arn }))
        return client.send(new elb.DeleteRuleCommand({ RuleArn: Rules?.[0]?.RuleArn }))
      },
    },
    {
      name: 'a target outside this machine',
      error: 'InvalidTargetException',
      call: ({ blue }) =>
        client.send(new elb.RegisterTargetsCommand({ TargetGroupArn: blue, Targets: [{ Id: '10.0.0.1' }] })),
    },
    {
      name: 'a name that is taken',
      error: 'DuplicateTargetGroupNameException',
      call: () => group('blue'),
    },
    {
      name: 'a weight above 999',
      error: 'ValidationError',
      call: ({ blue }) =>
        listener({ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: blue, Weight: 1000 }] } }, 82),
    },
    {
      name: 'a parameter that is not built',
      error: 'UnsupportedByLocalCloud',
      call: () => client.send(new elb.CreateLoadBalancerCommand({ Name: 'pooled', CustomerOwnedIpv4Pool: 'pool' })),
    },
    {
      name: 'a protocol that is not built',
      error: 'UnsupportedByLocalCloud',
      call: () => group('tls', { Protocol: 'HTTPS' }),
    },
  ])('$name is $error', async ({ error, call }) => {
    const given = { arn: await listener(fixed('default')), blue: await group('blue') }
    await expect(call(given)).rejects.toMatchObject({ name: error })
  })
})

it('tells over the control surface where listeners listen', async () => {
  const arn = await listener(fixed('here'))
  const listeners = (await (await fetch(`${cloud.url}/_local/listeners`)).json()) as {
    listenerArn: string
    url: string
  }[]
  const found = listeners.find(({ listenerArn }) => listenerArn === arn)
  expect((await ask(found?.url ?? '')).body).toBe('here')
  expect(() => cloud.listenerUrl('arn:none')).toThrow('no listener arn:none')
})
