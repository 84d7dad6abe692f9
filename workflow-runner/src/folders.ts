import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { RunOptions } from './run.ts'

/** A runner's folders for one step; all below `root`, but a workspace that was given. */
export interface Folders {
  readonly root: string
  readonly home: string
  readonly temp: string
  readonly toolCache: string
  readonly workspace: string
  /** The event's payload, JSON. */
  readonly event: string
}

export function createFolders(options: RunOptions): Folders {
  const root = mkdtempSync(join(tmpdir(), 'workflow-runner-'))
  const folders = {
    root,
    home: join(root, 'home'),
    temp: join(root, 'temp'),
    toolCache: join(root, 'tools'),
    workspace: options.workspace === undefined ? join(root, 'workspace') : resolve(options.workspace),
    event: join(root, 'event.json'),
  }
  for (const folder of [folders.home, folders.temp, folders.toolCache, folders.workspace]) {
    mkdirSync(folder, { recursive: true })
  }
  writeFileSync(folders.event, JSON.stringify(options.event?.payload ?? {}))
  return folders
}

export function removeFolders({ root }: Folders): void {
  rmSync(root, { recursive: true, force: true, maxRetries: 3 })
}
