import type { PulledImage } from '@slipway/local-cloud-images/registry/pulled-image'

/** What runs a task's containers: processes here; an engine's containers can take its place. */
export interface TaskRuntime {
  /** Starts one container; rejects with ECS's words (`CannotStartContainerError: …`) where it cannot. */
  start(container: ContainerSpec, output: (line: string) => void): Promise<RunningContainer>
  /** Frees what was kept for a task. */
  remove(taskId: string): Promise<void>
  /** Kills whatever still runs, at once; nothing is left when it resolves. */
  close(): Promise<void>
}

export interface ContainerSpec {
  readonly taskId: string
  readonly name: string
  readonly image: PulledImage
  /** The definition's own; each wins over the image's. */
  readonly entryPoint?: readonly string[]
  readonly command?: readonly string[]
  readonly workingDirectory?: string
  readonly environment: Readonly<Record<string, string>>
  /** Given to the container as `PORT`. */
  readonly port?: number
}

export interface RunningContainer {
  /** What the API shows as runtimeId. */
  readonly id: string
  /** Settles once, when its main process has ended and nothing of its group is left. */
  readonly exited: Promise<Exit>
  /** Runs a command inside; resolves with its exit code, or 1 once `timeoutMs` of wall time have passed. */
  exec(command: ContainerCommand, timeoutMs: number): Promise<number>
  /** SIGTERM; SIGKILL to the whole group after `graceMs` of wall time. Resolves with `exited`. */
  stop(graceMs: number): Promise<void>
}

export interface Exit {
  /** 128 + the signal's number where a signal ended it. */
  readonly exitCode: number
}

/** A health check's command: arguments, or a line for the container's shell. */
export type ContainerCommand =
  | { readonly kind: 'arguments'; readonly arguments: readonly string[] }
  | { readonly kind: 'shell'; readonly line: string }
