/**
 * Works through `items` in order with `workers` at a time; `work` is told which worker it is. The first error stops
 * the taking of further items and is thrown when those under way have ended.
 */
export async function each<T>(
  items: readonly T[],
  workers: number,
  work: (item: T, worker: number) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  let failed: { readonly error: unknown } | undefined
  const run = async (worker: number): Promise<void> => {
    for (const item of queue) {
      if (failed !== undefined) return
      await work(item, worker).catch((error: unknown) => void (failed ??= { error }))
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, (_, worker) => run(worker)))
  if (failed !== undefined) throw failed.error
}
