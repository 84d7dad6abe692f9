import { StringDecoder } from 'node:string_decoder'

export interface LineSplitter {
  readonly push: (chunk: Buffer) => void
  /** The last line, when it has no end. */
  readonly end: () => void
}

/** Whole lines out of chunks of UTF-8; a line ends with LF, CR LF or CR. */
export function splitLines(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  return {
    push(chunk) {
      rest += decoder.write(chunk)
      // A carriage return at the end may be the first half of CR LF.
      const lines = rest.split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line)
    },
    end() {
      rest = (rest + decoder.end()).replace(/\r$/, '')
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}
