import { Listr } from 'listr2'

export interface Progress {
  /** Shows `work` under its title while it goes on; what it returns is added to the title when it is done. */
  phase<T>(title: string, work: (say: (line: string) => void) => Promise<T>, done?: (result: T) => string): Promise<T>
}

/**
 * A live list on a terminal; plain lines elsewhere, and then only the ones that name a step. Once the end has begun
 * no phase comes back: what it worked with is being taken away, and how it took that is of no interest.
 */
export function progress(live: boolean, ended: AbortSignal): Progress {
  return {
    async phase<T>(
      title: string,
      work: (say: (line: string) => void) => Promise<T>,
      done: (result: T) => string = () => '',
    ) {
      const result: { value?: T } = {}
      const list = new Listr(
        [
          {
            title,
            task: async (_context, task) => {
              const say = (line: string): void => {
                if (live || !line.includes(': ')) task.output = line
              }
              result.value = await unlessEnded(work(say), ended)
              task.title = `${title}${done(result.value)}`
            },
          },
        ],
        { renderer: live ? 'default' : 'simple', registerSignalListeners: false },
      )
      await list.run()
      return result.value as T
    },
  }
}

async function unlessEnded<T>(work: Promise<T>, ended: AbortSignal): Promise<T> {
  const never = async (): Promise<never> => new Promise(() => {})
  try {
    const result = await work
    return ended.aborted ? await never() : result
  } catch (error) {
    if (ended.aborted) return never()
    throw error
  }
}
