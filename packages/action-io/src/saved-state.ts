import { getState, saveState } from '@actions/core'

/**
 * A value that main leaves for post, as JSON in the runner's keeping. It stays also when main fails, is cancelled or is
 * killed. Nothing secret: the runner shows it in its debug log.
 */
export interface SavedState<T> {
  save(value: T): void
  /** `undefined` when main saved nothing. */
  read(): T | undefined
}

export function savedState<T>(name: string): SavedState<T> {
  return {
    save: (value) => saveState(name, JSON.stringify(value)),
    read() {
      const text = getState(name)
      return text === '' ? undefined : (JSON.parse(text) as T)
    },
  }
}
