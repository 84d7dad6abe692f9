import type { Fault } from './faults.ts'
import { anyText, checkMembers, count, either, errorStatus, flag, headers, oneOf, text, type Check } from './members.ts'
import { isSilence } from './interference.ts'

/** Operations by service, as a fault names them. */
export type Operations = ReadonlyMap<string, ReadonlySet<string>>

const members: Readonly<Record<keyof Fault | 'clear', Check>> = {
  service: text,
  operation: text,
  repository: text,
  after: count,
  times: either(count, ['"always"', (value) => value === 'always']),
  delayMs: count,
  code: text,
  message: anyText,
  status: errorStatus,
  headers,
  applied: flag,
  afterBytes: count,
  clear: oneOf(true),
}

/** What came over the control surface: a fault, or that all of them are taken back. Refused by name where it is neither. */
export function readFault(operations: Operations, body: unknown): Fault | 'clear' {
  const { clear, ...rest } = checkMembers('a fault', members, [], body)
  if (clear === true && Object.keys(rest).length > 0) throw new TypeError('"clear" stands alone')
  if (clear === true) return 'clear'
  const fault = rest as Fault
  refuseUnknown(operations, fault)
  refuseWithoutEffect(fault)
  return fault
}

/** A fault of what there is not would wait for ever, and who injected it would think that it had no effect. */
function refuseUnknown(operations: Operations, { service, operation }: Fault): void {
  const known = service === undefined ? undefined : operations.get(service)
  if (service !== undefined && known === undefined) {
    throw new TypeError(`"service" must be one of ${[...operations.keys()].join(', ')}, not "${service}"`)
  }
  const among = known === undefined ? [...operations.values()] : [known]
  if (operation === undefined || among.some((one) => one.has(operation))) return
  throw new TypeError(`"operation": there is no ${operation} of ${service ?? 'any service'}`)
}

function refuseWithoutEffect({ code, delayMs, message, status, applied, afterBytes }: Fault): void {
  if (code === undefined && delayMs === undefined) throw new TypeError('a fault has a "code" or a "delayMs"')
  const answer = { message, status, applied }
  const lost = Object.entries(answer).find(([, value]) => value !== undefined)?.[0]
  if (code === undefined && lost !== undefined) throw new TypeError(`"${lost}" needs a "code": a delay has no answer`)
  if (afterBytes !== undefined && !isSilence(code)) {
    throw new TypeError('"afterBytes" needs the "code" RESET or STALL')
  }
}
