import { askCaller } from '@slipway/aws/caller'
import { causesOf, describe, Failure } from '@slipway/outcome'
import { isRegistry, type PushInputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import { preflight } from './preflight/preflight.ts'
import { logIn } from './push.ts'
import { recheck } from './recheck/recheck.ts'
import { release } from './release.ts'
import type { RunContext } from './run-context.ts'
import { beginProgress, type Judged, type Progress, type Result } from './result.ts'

const modes = { release, preflight, recheck } as const

/**
 * Push by digest, wait for the scans' verdict, and only then give the release tags; or one half of that. Whatever ends
 * it after the image is known is told together with what is known; only before that is it thrown.
 */
export async function run(inputs: PushInputs, ports: Ports, signal: AbortSignal): Promise<Result> {
  const progress = beginProgress()
  const judged = await judgeOrStop({ inputs, ports, signal, progress })
  ports.log.info(`${judged.verdict} (${judged.reason}): ${judged.message}`)
  return { inputs, ...progress.soFar, ...judged }
}

async function judgeOrStop(context: RunContext): Promise<Judged & { readonly error?: unknown }> {
  const { inputs, ports, signal, progress } = context
  try {
    await introduce(inputs, ports, signal)
    if (inputs.loginDocker) for (const line of await ports.loginDocker(await logIn(ports, signal))) ports.log.info(line)
    return await modes[inputs.mode](context)
  } catch (error) {
    if (signal.aborted) {
      // The signal's own reason ends what reads; a write that failed may have been done all the same.
      if (error !== signal.reason) await lookAgain(inputs.repository, ports, progress)
      return cancelled(progress)
    }
    if (progress.soFar.digest === '') throw error
    await lookAgain(inputs.repository, ports, progress)
    return { ...stoppedBy(error, ports), error }
  }
}

async function introduce(
  { mode, source, repository }: PushInputs,
  { sts, log }: Ports,
  signal: AbortSignal,
): Promise<void> {
  const caller = await askCaller(sts, log, signal)
  if ('arn' in caller) log.info(`as ${caller.arn}`)
  const from = isRegistry(source)
    ? `registry:${source.repository}@${source.digest}`
    : `${source?.transport}:${source?.path}`
  const account = 'arn' in caller ? ` of account ${caller.accountId}` : ''
  const place = `repository ${repository}${account} in ${caller.region}`
  log.info(source === undefined || mode !== 'release' ? `${mode} of ${place}` : `from ${from} to ${place}`)
}

function cancelled({ soFar: { tags, gate } }: Progress): Judged {
  const when = gate?.accepted === true ? 'during promotion' : 'before there was a verdict'
  const state = tags.length === 0 ? 'no tag was given' : `on the digest by then: ${tags.join(', ')}`
  const message = `the job was cancelled ${when}; ${state}; run it again to finish it`
  return { verdict: 'inconclusive', reason: 'cancelled', message, accepted: false }
}

/** What became of a write whose answer was lost is only known by looking; failing that, what was seen last is told. */
async function lookAgain(repository: string, { ecr, log }: Ports, { soFar, learn }: Progress): Promise<void> {
  if (soFar.digest === '') return
  try {
    const image = await ecr.image(repository, { digest: soFar.digest })
    learn({ tags: soFar.wanted.filter((tag) => image?.tags.includes(tag)) })
  } catch (error) {
    log.debug(`the tags could not be looked at again: ${describe(error)}`)
  }
}

function stoppedBy(error: unknown, { log }: Ports): Judged {
  for (const line of causesOf(error)) log.info(`  because: ${line}`)
  if (error instanceof Error && error.stack !== undefined) log.debug(error.stack)
  const { code, remedy } = error instanceof Failure ? error : { code: 'UNEXPECTED', remedy: undefined }
  const message = `${describe(error)}${remedy === undefined ? '' : `; ${remedy}`}`
  return { verdict: 'inconclusive', reason: code, message, accepted: false }
}
