import type { Socket } from 'node:net'
import { cloudClock } from '@slipway/local-cloud-frame/clock'
import { conformanceWitness, type Violation } from './conformance/witness.ts'
import { controls } from './controls.ts'
import { dataFolder } from './data-folder.ts'
import { scanScripts } from '@slipway/local-cloud-images/ecr/controls'
import { listenerUrl } from '@slipway/local-cloud-balancer/elb/listener-url'
import { environment } from './environment.ts'
import { apiRoute } from '@slipway/local-cloud-frame/api'
import { controlRoutes } from '@slipway/local-cloud-frame/control'
import { createCredentials, type Credentials } from '@slipway/local-cloud-frame/credentials'
import { createFaults, type Faults } from '@slipway/local-cloud-frame/faults'
import { healthRoute } from '@slipway/local-cloud-frame/health'
import { loopLateness, type Lateness } from '@slipway/local-cloud-frame/lateness'
import { listen } from '@slipway/local-cloud-frame/server'
import { watchedRequests, type RequestHook } from '@slipway/local-cloud-frame/watched-requests'
import { addRepository } from '@slipway/local-cloud-github/add-repository'
import { findRepository } from '@slipway/local-cloud-github/find-repository'
import { putPull } from '@slipway/local-cloud-github/put-pull'
import { githubRoutes } from '@slipway/local-cloud-github/routes'
import { beginLife, successiveLives, type Life, type Lives } from './life.ts'
import { registryRoute } from '@slipway/local-cloud-images/registry/route'
import { services } from './services.ts'
import { createShutdown, type Shutdown } from './shutdown.ts'
import { timeline, type Timeline } from '@slipway/local-cloud-frame/timeline'
import { underway } from '@slipway/local-cloud-frame/underway'
import type { ScanScripts } from '@slipway/local-cloud-images/ecr/scan-script'
import type { PullGiven } from '@slipway/local-cloud-github/read-pull'
import type { RepositorySettings } from '@slipway/local-cloud-github/repository-settings'
import type { World } from './world.ts'

export interface LocalCloudOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** Seconds of the cloud in one second of the wall; 1 by default. */
  readonly speed?: number
  /** Kept after `stop()`. Default: a temporary folder that `stop()` removes. */
  readonly dataDir?: string
  /** Walks every call against the SDK's schemas and collects what does not conform in `violations`. */
  readonly conformance?: boolean
}

export interface LocalCloud {
  /** `http://127.0.0.1:PORT`: AWS endpoint, registry (`/v2/`), GitHub REST (`/api/v3`), git (`/OWNER/REPO.git`). */
  readonly url: string
  /** What a client needs to use it, as environment variables. */
  readonly env: Readonly<Record<string, string>>
  readonly timeline: Timeline
  /** Another one after a reset. */
  readonly world: World
  /** `127.0.0.1:PORT`. */
  readonly registryHost: string
  readonly credentials: Credentials
  /** What the scanner says of which image. */
  readonly scans: ScanScripts
  /** What crossed the server and is not as AWS has it; stays empty without the option `conformance`. */
  readonly violations: readonly Violation[]
  /** What happens to requests instead of their real answer, or before it. */
  readonly faults: Faults
  /** How late the cloud was with its answers: on a machine that is too busy nothing it shows is worth much. */
  readonly lateness: Lateness
  /** Calls a hook before and after every request to the AWS endpoint and the registry; returns how to stop it. */
  watch(hook: RequestHook): () => void
  /** Real loopback URL of a listener's data plane: the declared port stays in the API, the bound one is ephemeral. */
  listenerUrl(listenerArn: string): string
  /** Makes a bare repository, a clone of `from` where given, behind `owner/repo`; returns its path. */
  addRepository(name: string, from?: string): Promise<string>
  /** Changes what an owner sets on a repository: who reads it, how it merges, whether its releases are immutable. */
  configureRepository(name: string, settings: Partial<RepositorySettings>): void
  /** Makes a pull request, or changes the one with that number; returns its number. */
  putPull(repository: string, pull: PullGiven): Promise<number>
  /** As if it had just been started, at the same address: nothing runs, nothing is there but what `dataDir` keeps. */
  reset(): Promise<void>
  /** Ends everything that runs here; no process, port or folder is left. */
  stop(): Promise<void>
}

/** Starts AWS and GitHub on loopback. Where it cannot, it leaves nothing behind and throws. */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const shutdown = createShutdown()
  try {
    return await start(options, shutdown)
  } catch (error) {
    await shutdown.run()
    throw error
  }
}

async function start(options: LocalCloudOptions, shutdown: Shutdown): Promise<LocalCloud> {
  const data = await dataFolder(options.dataDir)
  shutdown.onStop(() => data.remove())
  // Hooks run last first: nothing is asked for any more when the life ends, also where none could begin.
  const begun: { lives?: Lives } = {}
  shutdown.onStop(() => begun.lives?.end())
  const server = await listen(options.port ?? 0)
  shutdown.onStop(() => server.close())
  // What is asked for in this process is work as any request is.
  const calls = underway()
  const parts = {
    accountId: '123456789012',
    region: 'us-east-1',
    roleArn: 'arn:aws:sts::123456789012:assumed-role/local-cloud/session',
    url: server.url,
    dataDir: data.path,
    clock: cloudClock(options.speed ?? 1),
    timeline: timeline(),
  }
  const begin = (): Life => beginLife(parts, async () => void (await Promise.all([server.settled(), calls.settled()])))
  const lives = (begun.lives = successiveLives(begin))
  const [credentials, faults, violations] = [createCredentials(), createFaults(), [] as Violation[]]
  const requests = watchedRequests()
  const witness = options.conformance === true ? conformanceWitness(violations) : undefined
  const reset = (spared?: Socket): Promise<void> => {
    const done = lives.next(async () => {
      await data.empty()
      credentials.renewAll()
      faults.clear()
      parts.timeline.clear()
    })
    // What was asked for before ends with the life it belongs to.
    server.cut(spared)
    return done
  }
  const lateness = loopLateness()
  shutdown.onStop(() => lateness.stop())
  server.serve(
    () => lives.current(),
    [
      healthRoute(lateness),
      apiRoute<World>(services, {
        ...{ credentials, faults, requests, witness },
        expirePasswords: ({ ecr }) => ecr.tokens.expireAll(),
      }),
      registryRoute(faults, requests),
      ...controlRoutes(controls({ credentials, faults, reset })),
      ...githubRoutes,
    ],
  )
  const world = (): World => lives.latest.world
  return {
    url: server.url,
    env: environment(world(), credentials, process.env),
    timeline: parts.timeline,
    get world() {
      return world()
    },
    registryHost: new URL(server.url).host,
    credentials,
    scans: { script: (script) => scanScripts(world()).script(script) },
    violations,
    faults,
    lateness,
    watch: (hook) => requests.watch(hook),
    listenerUrl: (listenerArn) => listenerUrl(world(), listenerArn),
    addRepository: (name, from) => calls.run(() => addRepository(world(), name, from)),
    configureRepository(name, settings) {
      const repository = findRepository(world(), name)
      repository.settings = { ...repository.settings, ...settings }
    },
    putPull: (name, pull) =>
      calls.run(async () => (await putPull(world(), findRepository(world(), name), pull)).number),
    reset: () => reset(),
    stop: () => shutdown.run(),
  }
}
