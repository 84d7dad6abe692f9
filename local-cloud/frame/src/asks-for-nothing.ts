/**
 * Whether a member of a request asks for nothing: it is absent, empty or switched off. Clients send many of these without
 * having been told to (`volumeConfigurations: []`, `serviceConnectConfiguration: { enabled: false }`).
 */
export function asksForNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true
  if (typeof value === 'string') return /^(off|disabled)?$/i.test(value)
  if (Array.isArray(value)) return value.length === 0
  if (!isStructure(value)) return false
  return isSwitchedOff(value) || Object.values(value).every(asksForNothing)
}

type Members = Readonly<Record<string, unknown>>

function isStructure(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array)
}

/** What else such a structure says does not matter. AWS spells the switch in these ways. */
function isSwitchedOff(value: Members): boolean {
  return ['enable', 'enabled', 'Enabled'].some((name) => value[name] === false)
}
