import type {
  CreateLoadBalancerCommandInput as Input,
  CreateLoadBalancerCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { loadBalancerArn } from '../arns.ts'
import { loadBalancerAttributes } from '../attributes.ts'
import { showLoadBalancer } from '../show.ts'
import { readTags } from '../tags.ts'

/** Makes an Application Load Balancer; its listeners are what listens. */
export const createLoadBalancer: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
  accepts: ['Name', 'Subnets', 'SecurityGroups', 'Scheme', 'Type', 'IpAddressType', 'Tags'],
  returns: [
    'LoadBalancers[].LoadBalancerArn',
    'LoadBalancers[].LoadBalancerName',
    'LoadBalancers[].DNSName',
    'LoadBalancers[].Scheme',
    'LoadBalancers[].State.Code',
    'LoadBalancers[].Type',
  ],
  run(world, input) {
    const {
      Name: name = '',
      Subnets = [],
      SecurityGroups = [],
      Scheme = 'internet-facing',
      Type,
      IpAddressType,
    } = input
    if ((Type ?? 'application') !== 'application') throw unsupportedHere(`there are no ${Type} load balancers here`)
    if ((IpAddressType ?? 'ipv4') !== 'ipv4') throw unsupportedHere(`there are no ${IpAddressType} addresses here`)
    const known = [...world.elb.loadBalancers.values()].find((entry) => entry.name === name)
    if (known !== undefined) {
      throw new AwsError('DuplicateLoadBalancerName', `A load balancer with the name '${name}' exists`)
    }
    const tags = readTags(input.Tags)
    const arn = loadBalancerArn(world, name)
    const dnsName = `${name}-${arn.split('/').at(-1)}.${world.region}.elb.amazonaws.com`
    const created = {
      arn,
      name,
      dnsName,
      scheme: Scheme,
      subnets: Subnets,
      securityGroups: SecurityGroups,
      createdAt: world.clock.now(),
      attributes: new Map(loadBalancerAttributes.standing),
    }
    world.elb.loadBalancers.set(arn, created)
    world.elb.tags.set(arn, tags)
    return { LoadBalancers: [showLoadBalancer(created)] }
  },
})
