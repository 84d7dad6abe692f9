import { runLoop, type Clock } from '@slipway/control-loop'
import { decide, expectation, judge, type Check, type Judged } from '@slipway/health'
import { type Judgement, formatDuration, type Log } from '@slipway/outcome'
import { secretHider, secretsIn, shownUrl, type Probe } from '@slipway/probe'
import type { VerifyRequest } from './request.ts'

export interface GatePorts {
  readonly probe: Probe
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  /** Hides a text from everything that is shown from now on. */
  readonly mask: (secret: string) => void
}

/**
 * Probes the URL until its successes in a row are there or `until` (epoch milliseconds) has come. Passes only when
 * they are; a wrong answer at the end fails, silence is inconclusive.
 */
export async function verify(request: VerifyRequest, until: number, ports: GatePorts): Promise<Judgement> {
  const { clock, log, signal } = ports
  for (const secret of secretsIn(request.url)) ports.mask(secret)
  const hide = secretHider([request.url], [request.version])
  const checks = checksOf(request)
  const endpoint = shownUrl(request.url)
  const policy = { ...request, endpoints: [endpoint], deadline: until }
  const samples: Judged[] = []
  const time = formatDuration(Math.max(0, until - clock.now()))
  log.info(
    `verifying ${endpoint}: ${checks.map(expectation).join(', ')}, ${request.successes} times in a row within ${time}`,
  )
  return await runLoop<readonly Judged[], { readonly timeoutMs: number }, Judgement>({
    clock,
    signal,
    observe: async () => samples,
    decide: (seen, now) => (signal.aborted ? cancelled : decide(seen, policy, now)),
    async execute({ timeoutMs }) {
      const result = await ports.probe.send({ url: request.url, timeoutMs, signal })
      if (!signal.aborted) samples.push(judge({ endpoint, at: clock.now(), result }, checks, hide))
    },
    say: (because) => log.info(because),
  })
}

function checksOf({ version }: VerifyRequest): readonly Check[] {
  const status: Check = { kind: 'status', oneOf: [{ from: 200, to: 200 }] }
  return version === '' ? [status] : [status, { kind: 'version', path: 'version', equals: version }]
}

const cancelled = {
  kind: 'end',
  end: { verdict: 'inconclusive', reason: 'cancelled', message: 'the verification was cancelled' },
  because: 'cancelled',
} as const
