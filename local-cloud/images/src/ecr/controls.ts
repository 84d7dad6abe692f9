import type { Control } from '@slipway/local-cloud-frame/control'
import { checkMembers, oneOf } from '@slipway/local-cloud-frame/members'
import { readScript } from './read-script.ts'
import type { ScanScripts } from './scan-script.ts'
import type { EcrContext } from './context.ts'

/** The scanner's scripts of a cloud. */
export function scanScripts(world: EcrContext): ScanScripts {
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
export const ecrControls: readonly Control<EcrContext>[] = [
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
      checkMembers('a change of registry passwords', { expired: oneOf(true) }, ['expired'], body)
      world.ecr.tokens.expireAll()
      return { expired: true }
    },
  },
]
