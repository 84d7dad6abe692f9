import { Listr } from 'listr2'

/** How a phase ended: what is added to its title, and whether it is ticked off or marked as one that went wrong. */
export interface Ended {
  readonly text: string
  readonly ok: boolean
}

export interface Progress {
  /** Shows `work` under its title while it goes on, and how it ended when it is done. */
  phase<T>(title: string, work: (say: (line: string) => void) => Promise<T>, ended?: (result: T) => Ended): Promise<T>
}

/**
 * A live list on a terminal; plain lines elsewhere, and then only the ones that name a step. Once the end has begun
 * no phase comes back: what it worked with is being taken away, and how it took that is of no interest.
 */
export function progress(live: boolean, end: AbortSignal): Progress {
  return {
    async phase<T>(
      title: string,
      work: (say: (line: string) => void) => Promise<T>,
      ended: (result: T) => Ended = () => ({ text: '', ok: true }),
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
              result.value = await unlessEnded(work(say), end)
              const { text, ok } = ended(result.value)
              task.title = `${title}${text}`
              if (!ok) throw new Unexpected()
            },
          },
        ],
        { ...(live ? onTerminal : asLines), registerSignalListeners: false },
      )
      await list.run().catch((error: unknown) => {
        if (!(error instanceof Unexpected)) throw error
      })
      return result.value as T
    },
  }
}

const onTerminal = { renderer: 'default', rendererOptions: { collapseErrors: false } } as const
const asLines = { renderer: 'simple' } as const

/** Marks a phase that came to its end, which was not the one it should have come to. */
class Unexpected extends Error {
  override readonly message = 'not as expected'
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
