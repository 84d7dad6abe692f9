import type { Readable } from 'node:stream'

/** A CloudWatch log event holds at most this many characters of a line. */
const longest = 256 * 1024

/** Hands every line of a stream on, the last one also without its end of line. */
export function eachLine(stream: Readable, take: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(line.replace(/\r$/, ''))
    if (rest.length <= longest) return
    take(rest)
    rest = ''
  })
  stream.once('close', () => {
    if (rest !== '') take(rest)
  })
}
