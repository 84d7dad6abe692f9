import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'

interface Attribute {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

/** The attributes of one kind of thing, of which one number of seconds can be changed here. */
export interface Attributes {
  readonly of: string
  /** What a new one has. */
  readonly standing: ReadonlyMap<string, string>
  /** What AWS has as well, and nothing here does anything with: with its default, or without where it has none. */
  readonly absent: ReadonlyMap<string, string>
  readonly changeable: { readonly key: string; readonly low: number; readonly high: number }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
export const targetGroupAttributes: Attributes = {
  of: 'Target group',
  standing: new Map([
    ['deregistration_delay.timeout_seconds', '300'],
    ['stickiness.enabled', 'false'],
    ['load_balancing.algorithm.type', 'round_robin'],
    ['slow_start.duration_seconds', '0'],
  ]),
  absent: new Map([
    ['stickiness.type', 'lb_cookie'],
    ['stickiness.lb_cookie.duration_seconds', '86400'],
    ['stickiness.app_cookie.cookie_name', ''],
    ['stickiness.app_cookie.duration_seconds', '86400'],
    ['load_balancing.cross_zone.enabled', 'use_load_balancer_configuration'],
    ['load_balancing.algorithm.anomaly_mitigation', 'off'],
    ['target_group_health.dns_failover.minimum_healthy_targets.count', '1'],
    ['target_group_health.dns_failover.minimum_healthy_targets.percentage', 'off'],
    ['target_group_health.unhealthy_state_routing.minimum_healthy_targets.count', '1'],
    ['target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage', 'off'],
  ]),
  changeable: { key: 'deregistration_delay.timeout_seconds', low: 0, high: 3600 },
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
export const loadBalancerAttributes: Attributes = {
  of: 'Load balancer',
  standing: new Map([
    ['idle_timeout.timeout_seconds', '60'],
    ['client_keep_alive.seconds', '3600'],
    ['deletion_protection.enabled', 'false'],
    ['routing.http.preserve_host_header.enabled', 'false'],
    ['routing.http.xff_header_processing.mode', 'append'],
    ['routing.http2.enabled', 'false'],
  ]),
  absent: new Map([
    ['load_balancing.cross_zone.enabled', 'true'],
    ['access_logs.s3.enabled', 'false'],
    ['access_logs.s3.bucket', ''],
    ['access_logs.s3.prefix', ''],
    ['connection_logs.s3.enabled', 'false'],
    ['connection_logs.s3.bucket', ''],
    ['connection_logs.s3.prefix', ''],
    ['health_check_logs.s3.enabled', 'false'],
    ['health_check_logs.s3.bucket', ''],
    ['health_check_logs.s3.prefix', ''],
    ['zonal_shift.config.enabled', 'false'],
    ['routing.http.desync_mitigation_mode', 'defensive'],
    ['routing.http.drop_invalid_header_fields.enabled', 'false'],
    ['routing.http.x_amzn_tls_version_and_cipher_suite.enabled', 'false'],
    ['routing.http.xff_client_port.enabled', 'false'],
    ['waf.fail_open.enabled', 'false'],
  ]),
  changeable: { key: 'idle_timeout.timeout_seconds', low: 1, high: 4000 },
}

/** Sets all of the changes or, where one is refused, none. */
export function setAttributes(kind: Attributes, held: Map<string, string>, changes: readonly Attribute[]): void {
  const checked = changes.map(({ Key = '', Value = '' }) => [Key, checkedValue(kind, Key, Value)] as const)
  for (const [key, value] of checked) held.set(key, value)
}

function checkedValue({ of, standing, absent, changeable }: Attributes, key: string, value: string): string {
  const usual = standing.get(key) ?? absent.get(key)
  if (usual === undefined) {
    throw new AwsError('InvalidConfigurationRequest', `${of} attribute key '${key}' is not recognized`)
  }
  if (key !== changeable.key) {
    if (value === usual) return value
    throw unsupportedHere(`${of} attribute ${key} is always ${usual || 'empty'} here, not ${value}`)
  }
  const { low, high } = changeable
  if (/^\d+$/.test(value) && Number(value) >= low && Number(value) <= high) return value
  throw new AwsError(
    'InvalidConfigurationRequest',
    `'${key}' value '${value}' must be between '${low}' and '${high}' inclusive`,
  )
}

export function showAttributes(held: ReadonlyMap<string, string>): { Key: string; Value: string }[] {
  return [...held].map(([Key, Value]) => ({ Key, Value }))
}
