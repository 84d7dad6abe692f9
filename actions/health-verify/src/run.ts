import { runLoop, type Clock } from '@slipway/control-loop'
import {
  decide,
  expectation,
  judge,
  type Check,
  type HealthReason,
  type Hide,
  type Judged,
  type Policy,
} from '@slipway/health'
import { type Judgement, formatDuration, type Log } from '@slipway/outcome'
import { secretHider, secretsIn, type Probe } from '@slipway/probe'
import { endpointsOf, type Endpoint } from './endpoints.ts'
import type { VerifyInputs } from './inputs.ts'

export interface Ports {
  readonly probe: Probe
  readonly clock: Clock
  readonly log: Log
  /** Hides a text from everything that is shown from now on. */
  readonly mask: (secret: string) => void
  /** Any number; spreads the probes of runs that start together. */
  readonly seed: number
}

export type Reason = HealthReason | 'cancelled'

/** A judged probe with what is worth showing of its answer. */
export interface Attempt extends Judged {
  readonly address?: string
  readonly durationMs: number
}

export interface Result {
  readonly judgement: Judgement<Reason>
  readonly endpoints: readonly string[]
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly durationMs: number
}

/** Probes every URL side by side, round after round, until they are proven, the time is over, or the job is cancelled. */
export async function run(inputs: VerifyInputs, ports: Ports, signal: AbortSignal): Promise<Result> {
  for (const secret of inputs.urls.flatMap(secretsIn)) ports.mask(secret)
  const startedAt = ports.clock.now()
  const endpoints = endpointsOf(inputs.urls)
  const attempts: Attempt[] = []
  const policy = { ...inputs, endpoints: endpoints.map(({ name }) => name), deadline: startedAt + inputs.timeoutMs }
  const hide = hider(inputs)
  announce(inputs, policy, ports.log)
  const judgement = await runLoop<readonly Attempt[], { readonly timeoutMs: number }, Judgement<Reason>>({
    clock: ports.clock,
    signal,
    observe: async () => attempts,
    decide: (seen, now) => (signal.aborted ? cancelled : decide(seen, { ...policy, seed: ports.seed }, now)),
    async execute({ timeoutMs }) {
      const round = endpoints.map((endpoint) => attempt(endpoint, inputs.checks, ports, { timeoutMs, signal, hide }))
      const done = (await Promise.all(round)).flat()
      sayAddresses(attempts, done, ports.log)
      attempts.push(...done)
    },
    say: (because) => ports.log.info(because),
  })
  return { judgement, endpoints: policy.endpoints, attempts, startedAt, durationMs: ports.clock.now() - startedAt }
}

const cancelled = {
  kind: 'end',
  end: { verdict: 'inconclusive', reason: 'cancelled', message: 'the job was cancelled before there was a verdict' },
  because: 'cancelled',
} as const

/** One probe, judged; nothing when the job was cancelled meanwhile. */
async function attempt(
  { name, url }: Endpoint,
  checks: readonly Check[],
  { probe, clock }: Ports,
  { hide, ...limits }: { readonly timeoutMs: number; readonly signal: AbortSignal; readonly hide: Hide },
): Promise<readonly Attempt[]> {
  const result = await probe.send({ url, ...limits })
  if (result.kind === 'unreachable' && result.code === 'cancelled') return []
  const judged = judge({ endpoint: name, at: clock.now(), result }, checks, hide)
  const address = result.kind === 'answered' ? { address: result.address } : {}
  return [{ ...judged, ...address, durationMs: result.durationMs }]
}

function hider({ urls, checks }: VerifyInputs): Hide {
  return secretHider(
    urls,
    checks.flatMap((check) => (check.kind === 'status' ? [] : check.equals)),
  )
}

function announce({ checks, timeoutMs, intervalMs }: VerifyInputs, policy: Omit<Policy, 'seed'>, log: Log): void {
  log.info(`expecting ${checks.map(expectation).join(', ')}`)
  const pace = `every ${formatDuration(intervalMs)}, for at most ${formatDuration(timeoutMs)}`
  log.info(`${policy.successes} right answers in a row prove it; asking ${pace}`)
}

/** Which addresses stand behind a name is worth knowing when one of them is wrong: each is said once. */
function sayAddresses(before: readonly Attempt[], now: readonly Attempt[], log: Log): void {
  for (const { endpoint, address } of now) {
    const known = before.some((one) => one.endpoint === endpoint && one.address === address)
    if (address !== undefined && !known) log.info(`${endpoint} is answered by ${address}`)
  }
}
