import { causesOf, describe } from '@slipway/outcome'
import type { Identity, NoIdentity, StsPort } from './sts.ts'

export type Caller = Identity | NoIdentity

/** Who this job is, which only the log needs: where STS cannot say it, that is warned of, and the step goes on. */
export async function askCaller(
  sts: StsPort,
  log: { warning(line: string): void },
  signal?: AbortSignal,
): Promise<Caller> {
  const caller = await sts.whoAmI(signal)
  if ('arn' in caller) return caller
  const why = [describe(caller.unanswered), ...causesOf(caller.unanswered)].join(', because: ')
  log.warning(`the role and the account are not known: ${why}; nothing but this line needs STS, so the step goes on`)
  return caller
}

/** `account 123456789012, region eu-west-1, as arn:…`, as far as it is known. */
export function describeCaller(caller: Caller): string {
  if (!('arn' in caller)) return `region ${caller.region}`
  return `account ${caller.accountId}, region ${caller.region}, as ${caller.arn}`
}
