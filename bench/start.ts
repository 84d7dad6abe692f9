/** Starts a benchmark on the Node that actions run on, with its options; what is wrong with those is said, with the usage. */
export async function start<T>(
  readOptions: (args: readonly string[]) => T | undefined,
  usage: string,
  main: (options: T) => Promise<void>,
): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) !== 24)
    return stop(1, `this is Node ${process.versions.node}; actions run on Node 24`)
  let options: T | undefined
  try {
    options = readOptions(process.argv.slice(2))
  } catch (error) {
    return stop(2, `${(error as Error).message}\n\n${usage}`)
  }
  if (options !== undefined) await main(options)
}

function stop(code: number, message: string): void {
  console.error(message)
  process.exitCode = code
}
