import { clientError } from './errors.ts'

/** A unit in which a task's size may be written, and how much it is in that of the API. */
interface Unit {
  readonly member: 'cpu' | 'memory'
  readonly words: RegExp
  readonly each: number
  readonly least: number
  readonly most: number
  readonly forms: string
}

const cpuUnits: Unit = {
  member: 'cpu',
  words: /^(\d+|\d*\.\d+)\s*vcpu$/i,
  each: 1024,
  least: 128,
  most: 196_608,
  forms: '128 to 196608 CPU units (1024), or vCPUs (1 vCPU)',
}
const mebibytes: Unit = {
  member: 'memory',
  words: /^(\d+|\d*\.\d+)\s*gb$/i,
  each: 1024,
  least: 1,
  most: Number.MAX_SAFE_INTEGER,
  forms: 'MiB (1024), or GB (1 GB)',
}

/**
 * "String values are converted to an integer indicating the CPU units when the task definition is registered", and
 * likewise to MiB. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
export function taskSize({ cpu, memory }: { readonly cpu?: unknown; readonly memory?: unknown }): {
  readonly cpu?: string
  readonly memory?: string
} {
  return {
    ...(typeof cpu === 'string' && { cpu: convert(cpu, cpuUnits) }),
    ...(typeof memory === 'string' && { memory: convert(memory, mebibytes) }),
  }
}

function convert(text: string, { member, words, each, least, most, forms }: Unit): string {
  const size = /^\d+$/.test(text) ? Number(text) : Number(words.exec(text)?.[1]) * each
  if (Number.isInteger(size) && size >= least && size <= most) return String(size)
  throw clientError(`Invalid '${member}' setting for task: "${text}". It must be ${forms}.`)
}
