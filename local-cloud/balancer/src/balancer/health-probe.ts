import type { TargetHealthReasonEnum } from '@aws-sdk/client-elastic-load-balancing-v2'
import { request } from 'node:http'
import type { HealthCheck } from '../elb/state.ts'
import { outOfPatience } from '@slipway/local-cloud-frame/patience'
import type { Target } from '../elb/balancing.ts'
import { matchesStatus } from '../elb/status-matcher.ts'

export type ProbeResult =
  | { readonly passed: true }
  | { readonly passed: false; readonly reason: TargetHealthReasonEnum; readonly description: string }

/** One health check: a GET on a connection of its own, as ALB makes it. Never rejects. */
export function probe(
  target: Target,
  check: HealthCheck,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const port = check.port === 'traffic-port' ? target.port : Number(check.port)
  const ended = new AbortController()
  const late = new AbortController()
  void outOfPatience(timeoutMs, ended.signal).then(() => {
    if (!ended.signal.aborted) late.abort(new DOMException('too late', 'TimeoutError'))
  })
  const result = new Promise<ProbeResult>((resolve) => {
    const options = {
      host: target.id,
      port,
      path: check.path,
      agent: false,
      headers: { host: `${target.id}:${port}`, 'user-agent': 'ELB-HealthChecker/2.0', connection: 'close' },
      signal: AbortSignal.any([signal, late.signal]),
    }
    request(options, (response) => {
      response.resume().on('error', () => undefined)
      resolve(judged(check, response.statusCode ?? 0))
    })
      .on('error', (error) => resolve(unanswered(error)))
      .end()
  })
  return result.finally(() => ended.abort())
}

function judged(check: HealthCheck, status: number): ProbeResult {
  if (matchesStatus(check.matcher, status)) return { passed: true }
  const description = `Health checks failed with these codes: [${status}]`
  return { passed: false, reason: 'Target.ResponseCodeMismatch', description }
}

function unanswered(error: Error): ProbeResult {
  if (error.name === 'TimeoutError' || error.cause instanceof DOMException) {
    return { passed: false, reason: 'Target.Timeout', description: 'Request timed out' }
  }
  return { passed: false, reason: 'Target.FailedHealthChecks', description: 'Health checks failed' }
}
