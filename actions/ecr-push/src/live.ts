import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { actionLog, mask, savedState, type SavedState } from '@slipway/action-io'
import { createEcr } from '@slipway/aws/ecr'
import { createEcsImages } from '@slipway/aws/ecs-images'
import { createInspector } from '@slipway/aws/inspector'
import { proxyEnv } from '@slipway/aws/proxy-env'
import { createSts } from '@slipway/aws/sts'
import { systemClock } from '@slipway/control-loop'
import { connectRegistry, openLayout } from '@slipway/oci'
import { loginDocker, type DockerLoginState } from './login/docker-login.ts'
import type { PushInputs } from './inputs.ts'
import type { Files, Ports } from './ports.ts'
import { readTextFile } from './read-text-file.ts'

/** What post takes back. */
export const dockerLogin: SavedState<DockerLoginState> = savedState('docker-login')

/** The real AWS, registry, clock and files of the job. */
export function livePorts(inputs: PushInputs, env: NodeJS.ProcessEnv = process.env): Ports {
  return {
    sts: createSts(),
    ecr: createEcr(),
    inspector: createInspector(),
    services: createEcsImages(),
    clock: systemClock,
    log: actionLog,
    files: jobFiles(inputs.temp),
    open: openLayout,
    connect: (options) => connectRegistry({ ...options, proxyEnv: proxyEnv(env) }),
    mask,
    async loginDocker(login) {
      return (await loginDocker(login, env, (state) => dockerLogin.save(state))).notes
    },
  }
}

/** What is written goes to a folder of its own, so that two steps of a job do not overwrite each other's. */
export function jobFiles(temp: string): Files {
  let folder: Promise<string> | undefined
  return {
    temp,
    read: readTextFile,
    async write(name, text) {
      folder ??= mkdtemp(join(temp, 'ecr-push-'))
      const path = join(await folder, name)
      await writeFile(path, text)
      return path
    },
  }
}
