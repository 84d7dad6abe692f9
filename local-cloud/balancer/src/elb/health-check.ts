import type { ModifyTargetGroupInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { isMatcher } from './status-matcher.ts'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'
import type { HealthCheck } from './state.ts'

type HealthCheckInput = Omit<ModifyTargetGroupInput, 'TargetGroupArn'>

/** Those members of CreateTargetGroup and ModifyTargetGroup that are about health checks. */
export const healthCheckMembers: readonly (keyof HealthCheckInput)[] = [
  'HealthCheckEnabled',
  'HealthCheckIntervalSeconds',
  'HealthCheckPath',
  'HealthCheckPort',
  'HealthCheckProtocol',
  'HealthCheckTimeoutSeconds',
  'HealthyThresholdCount',
  'Matcher',
  'UnhealthyThresholdCount',
]

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export const defaultHealthCheck: HealthCheck = {
  enabled: true,
  port: 'traffic-port',
  path: '/',
  intervalSeconds: 30,
  timeoutSeconds: 5,
  healthyThreshold: 5,
  unhealthyThreshold: 2,
  matcher: '200',
}

/** The check as it was, with what the input sets; a value that ALB does not take is refused. */
export function readHealthCheck(before: HealthCheck, input: HealthCheckInput): HealthCheck {
  if ((input.HealthCheckProtocol ?? 'HTTP') !== 'HTTP') throw unsupportedHere('health checks speak HTTP only here')
  if (input.Matcher?.GrpcCode !== undefined) throw unsupportedHere('health checks match no gRPC codes here')
  return checked({
    enabled: input.HealthCheckEnabled ?? before.enabled,
    port: input.HealthCheckPort ?? before.port,
    path: input.HealthCheckPath ?? before.path,
    intervalSeconds: input.HealthCheckIntervalSeconds ?? before.intervalSeconds,
    timeoutSeconds: input.HealthCheckTimeoutSeconds ?? before.timeoutSeconds,
    healthyThreshold: input.HealthyThresholdCount ?? before.healthyThreshold,
    unhealthyThreshold: input.UnhealthyThresholdCount ?? before.unhealthyThreshold,
    matcher: input.Matcher?.HttpCode ?? before.matcher,
  })
}

function checked(check: HealthCheck): HealthCheck {
  between('Health check interval', check.intervalSeconds, 5, 300)
  between('Health check timeout', check.timeoutSeconds, 2, 120)
  between('Healthy threshold count', check.healthyThreshold, 2, 10)
  between('Unhealthy threshold count', check.unhealthyThreshold, 2, 10)
  if (check.timeoutSeconds >= check.intervalSeconds) {
    const { timeoutSeconds, intervalSeconds } = check
    throw invalid(`Health check timeout '${timeoutSeconds}' must be smaller than the interval '${intervalSeconds}'`)
  }
  if (!check.path.startsWith('/')) throw invalid(`Health check path '${check.path}' must begin with a '/' character`)
  if (!isMatcher(check.matcher))
    throw invalid(`Health check matcher HTTP code '${check.matcher}' must be within 200-499`)
  if (check.port !== 'traffic-port' && !/^\d+$/.test(check.port)) {
    throw invalid(`Health check port '${check.port}' must be 'traffic-port' or a number`)
  }
  return check
}

function between(what: string, value: number, low: number, high: number): void {
  if (value >= low && value <= high) return
  throw invalid(`${what} '${value}' must be between '${low}' and '${high}' seconds or times`)
}

const invalid = (message: string): AwsError => new AwsError('ValidationError', message)
