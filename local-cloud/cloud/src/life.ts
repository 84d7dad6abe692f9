import { assemble } from './assemble.ts'
import type { Beginning } from '@slipway/local-cloud-frame/context'
import { createShutdown } from './shutdown.ts'
import type { World } from './world.ts'

/** One life of a cloud: from its start, or a reset, until the next reset or its end. */
export interface Life {
  readonly world: World
  /** Ends what runs in the background, and keeps what is to be kept. A second call waits for the first. */
  end(): Promise<void>
}

/** `settled` resolves when no request is worked on any more: only then is kept what they have changed. */
export function beginLife(parts: Omit<Beginning, 'stopping' | 'onStop'>, settled: () => Promise<void>): Life {
  const shutdown = createShutdown()
  const stopping = new AbortController()
  const onStop = (hook: () => void | Promise<void>): void => shutdown.onStop(hook)
  const world = assemble({ ...parts, stopping: stopping.signal, onStop }, settled)
  // Hooks run last first: the background is told before anything is taken from under it.
  shutdown.onStop(() => stopping.abort())
  return { world, end: () => shutdown.run() }
}

/** The lives of a cloud, one after the other. */
export interface Lives {
  /** The world that there is; while one follows another, the next one. */
  current(): Promise<World>
  /** The last that has begun. */
  readonly latest: Life
  /** Ends the life, then does `between`, then begins the next one. From the call on `current` is the world to come. */
  next(between: () => Promise<void>): Promise<void>
  /** Ends the last life: no other follows. */
  end(): Promise<void>
}

export function successiveLives(begin: () => Life): Lives {
  let latest = begin()
  let current = Promise.resolve(latest.world)
  let isOver = false
  let hasBegun = true
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }
  const follow = async (between: () => Promise<void>): Promise<void> => {
    if (isOver) throw new Error('the cloud stops')
    hasBegun = false
    try {
      await latest.end()
    } finally {
      // What could not be ended well is told, and is no reason to have no cloud.
      await between()
      latest = begin()
      hasBegun = true
    }
  }
  return {
    current: () => current,
    get latest() {
      return latest
    },
    next(between) {
      const done = inTurn(() => follow(between))
      current = done.then(
        () => latest.world,
        (error: unknown) => {
          if (hasBegun) return latest.world
          throw error
        },
      )
      // Where no request asks for it, nobody else tells that there is none.
      current.catch(() => undefined)
      return done
    },
    end: () =>
      inTurn(() => {
        isOver = true
        return latest.end()
      }),
  }
}
