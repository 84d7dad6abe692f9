import { isObject, type JsonObject } from './json-object.ts'

/**
 * A task definition in the one form in which two that mean the same are equal: without what the API fills in by
 * itself, without nothings (null, empty lists and objects), with sets in one order. Unknown members stay.
 * Where in doubt two forms differ: a revision too many costs nothing, a change that is not seen is not deployed.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
export function normalise(document: JsonObject): JsonObject {
  const { containerDefinitions, volumes, ...rest } = document
  const onePort = document['networkMode'] === 'awsvpc' || document['networkMode'] === 'host'
  const lean = without(rest, { networkMode: 'bridge', enableFaultInjection: false })
  const sizes = { cpu: units(rest['cpu'], /^([\d.]+)\s*vcpu$/i), memory: units(rest['memory'], /^([\d.]+)\s*gb$/i) }
  const cleaned = clean({
    ...lean,
    ...sizes,
    volumes: each(volumes, volume),
    containerDefinitions: each(containerDefinitions, (one) => container(one, onePort)),
  })
  return isObject(cleaned) ? cleaned : {}
}

function container(definition: JsonObject, onePort: boolean): JsonObject {
  const lean = without(definition, { cpu: 0, essential: true, versionConsistency: 'enabled' })
  const { healthCheck, logConfiguration, portMappings, mountPoints, volumesFrom } = definition
  return {
    ...lean,
    portMappings: each(portMappings, (one) => port(one, onePort)),
    mountPoints: each(mountPoints, (one) => without(one, { readOnly: false })),
    volumesFrom: each(volumesFrom, (one) => without(one, { readOnly: false })),
    healthCheck: isObject(healthCheck) ? without(healthCheck, { interval: 30, timeout: 5, retries: 3 }) : healthCheck,
    logConfiguration,
  }
}

/** With awsvpc and host the host port can only be the container's; elsewhere 0, or none, lets the host choose. */
function port(mapping: JsonObject, onePort: boolean): JsonObject {
  const lean = without(mapping, { protocol: 'tcp', hostPort: 0 })
  return onePort ? without(lean, { hostPort: mapping['containerPort'] }) : lean
}

function volume(definition: JsonObject): JsonObject {
  const efs = definition['efsVolumeConfiguration']
  return isObject(efs) ? { ...definition, efsVolumeConfiguration: without(efs, { rootDirectory: '/' }) } : definition
}

/** `1 vCPU` and `2 GB` are stored as 1024 and 2048. */
function units(value: unknown, words: RegExp): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value
  const match = words.exec(String(value).trim())
  return match === null ? String(value) : String(Number(match[1]) * 1024)
}

/** Lists that are sets to ECS, which returns them in an order of its own. */
const sets: ReadonlySet<string> = new Set([
  'containerDefinitions',
  'environment',
  'portMappings',
  'requiresCompatibilities',
  'secrets',
  'tags',
  'volumes',
])

function clean(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => clean(item))
    if (items.length === 0) return undefined
    return sets.has(name) ? items.toSorted((a, b) => (text(a) < text(b) ? -1 : 1)) : items
  }
  if (!isObject(value)) return value ?? undefined
  const entries = Object.keys(value)
    .toSorted()
    .map((key) => [key, clean(value[key], key)] as const)
    .filter(([, inner]) => inner !== undefined)
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? ''
}

function without(object: JsonObject, defaults: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name, value]) => !(name in defaults && defaults[name] === value)),
  )
}

function each(list: unknown, change: (item: JsonObject) => JsonObject): unknown {
  return Array.isArray(list) ? list.map((item: unknown) => (isObject(item) ? change(item) : item)) : list
}
