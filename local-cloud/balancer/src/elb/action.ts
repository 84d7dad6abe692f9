import type { Action as ApiAction } from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'
import { targetGroup } from './find.ts'
import type { Action, ElbModel } from './state.ts'

const mostTargetGroups = 5
const heaviest = 999

/** Reads the actions of a rule or a listener; refuses by name what the local cloud does not do. */
export function readAction(elb: ElbModel, actions: readonly ApiAction[] | undefined): Action {
  const [action, ...more] = actions ?? []
  if (action === undefined || more.length > 0) {
    throw new AwsError(
      'InvalidLoadBalancerAction',
      `Exactly one routing action is supported here, got ${actions?.length ?? 0}`,
    )
  }
  if (action.Type === 'forward') return readForward(elb, action)
  if (action.Type === 'fixed-response') return readFixedResponse(action)
  if (action.Type === 'redirect') return readRedirect(action)
  throw unsupportedHere(`there are no actions of type ${action.Type} here`)
}

function readForward(elb: ElbModel, { ForwardConfig: config, TargetGroupArn: single }: ApiAction): Action {
  if (config?.TargetGroupStickinessConfig?.Enabled === true) {
    throw unsupportedHere('there is no target group stickiness here')
  }
  const groups = config?.TargetGroups ?? (single === undefined ? [] : [{ TargetGroupArn: single }])
  if (groups.length === 0 || groups.length > mostTargetGroups) {
    throw new AwsError('InvalidLoadBalancerAction', `A forward action takes 1 to ${mostTargetGroups} target groups`)
  }
  const weights = new Map(
    groups.map(({ TargetGroupArn, Weight = 1 }) => [targetGroup(elb, TargetGroupArn).arn, Weight]),
  )
  return { type: 'forward', weights: checkWeights(weights) }
}

export function checkWeights(weights: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  for (const [arn, weight] of weights) {
    if (Number.isInteger(weight) && weight >= 0 && weight <= heaviest) continue
    throw new AwsError(
      'ValidationError',
      `Weight '${weight}' of target group '${arn}' must be between 0 and ${heaviest}`,
    )
  }
  return weights
}

function readFixedResponse({ FixedResponseConfig: config }: ApiAction): Action {
  const status = Number(config?.StatusCode)
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new AwsError(
      'ValidationError',
      `StatusCode '${config?.StatusCode}' of a fixed response must be 2XX, 4XX or 5XX`,
    )
  }
  return {
    type: 'fixed-response',
    status,
    contentType: config?.ContentType ?? 'text/plain',
    body: config?.MessageBody ?? '',
  }
}

function readRedirect({ RedirectConfig: config }: ApiAction): Action {
  return {
    type: 'redirect',
    status: config?.StatusCode === 'HTTP_301' ? 301 : 302,
    protocol: config?.Protocol ?? '#{protocol}',
    host: config?.Host ?? '#{host}',
    port: config?.Port ?? '#{port}',
    path: config?.Path ?? '/#{path}',
    query: config?.Query ?? '#{query}',
  }
}

export function showAction(action: Action): ApiAction[] {
  switch (action.type) {
    case 'forward':
      return [showForward(action.weights)]
    case 'fixed-response': {
      const { status, contentType, body } = action
      const config = { StatusCode: String(status), ContentType: contentType, MessageBody: body }
      return [{ Type: 'fixed-response', Order: 1, FixedResponseConfig: config }]
    }
    case 'redirect': {
      const { protocol: Protocol, host: Host, port: Port, path: Path, query: Query } = action
      const StatusCode = action.status === 301 ? 'HTTP_301' : 'HTTP_302'
      return [{ Type: 'redirect', Order: 1, RedirectConfig: { Protocol, Host, Port, Path, Query, StatusCode } }]
    }
  }
}

function showForward(weights: ReadonlyMap<string, number>): ApiAction {
  const groups = [...weights].map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }))
  const [single, ...more] = groups
  return {
    Type: 'forward',
    Order: 1,
    ...(single !== undefined && more.length === 0 ? { TargetGroupArn: single.TargetGroupArn } : {}),
    ForwardConfig: { TargetGroups: groups, TargetGroupStickinessConfig: { Enabled: false } },
  }
}
