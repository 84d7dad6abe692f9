import type { Control } from '../frame/control.ts'
import type { ScanScript, ScanScripts, ScanStep } from './scan-script.ts'
import type { World } from '../world.ts'

/** The scanner's scripts of a cloud. */
export function scanScripts(world: World): ScanScripts {
  const { scripts } = world.ecr
  return {
    script(script) {
      if (script.steps.length === 0) throw new TypeError('a script needs a step')
      const registered = { ...script, registeredAt: world.clock.now() }
      scripts.push(registered)
      return () => {
        const at = scripts.indexOf(registered)
        if (at >= 0) scripts.splice(at, 1)
      }
    },
  }
}

/** `POST /_local/scans` takes a ScanScript as JSON (all of it but `when`); `POST /_local/registry-tokens` expires passwords. */
export const ecrControls: readonly Control[] = [
  {
    method: 'POST',
    path: '/_local/scans',
    run(world, body) {
      scanScripts(world).script(readScript(body))
      return { scripts: world.ecr.scripts.length }
    },
  },
  {
    method: 'POST',
    path: '/_local/registry-tokens',
    run(world, body) {
      if ((body as { expired?: unknown }).expired !== true) throw new TypeError('"expired" must be true')
      world.ecr.tokens.expireAll()
      return { expired: true }
    },
  },
]

const conditions: readonly string[] = ['repository', 'digest', 'tag', 'platform', 'pace']
const stepMembers: readonly string[] = [
  'status',
  'description',
  'findings',
  'settled',
  'coverage',
  'pageSize',
  'error',
  'message',
  'forMs',
  'observations',
]

function readScript(body: unknown): ScanScript {
  const { steps, ...rest } = body as Record<string, unknown>
  for (const [name, value] of Object.entries(rest)) {
    if (!conditions.includes(name)) throw new TypeError(`"${name}" is not one of ${conditions.join(', ')}, steps`)
    if (typeof value !== 'string') throw new TypeError(`"${name}" must be a string`)
  }
  if (!Array.isArray(steps)) throw new TypeError('"steps" must be a list')
  return { ...rest, steps: steps.map(readStep) }
}

function readStep(value: unknown): ScanStep {
  const step = value as ScanStep
  const unknown = Object.keys(step).find((name) => !stepMembers.includes(name))
  if (unknown !== undefined) throw new TypeError(`"steps[].${unknown}" is not one of ${stepMembers.join(', ')}`)
  if ((step.status === undefined) === (step.error === undefined)) {
    throw new TypeError('a step has either a status or an error')
  }
  return step
}
