/** Characters of the shorter and of the longer text. */
const [short, long] = [1000, 8000]

/**
 * How long is measured at least, in milliseconds of this thread's processor time: what seems to grow too fast is measured
 * again for longer, since a compiler or a collection of garbage may have come in between.
 */
const spans = [0.2, 2, 20]

/** Texts that somebody could send, each as long as is asked for: what patterns and loops trip over. */
export const hostileTexts: readonly (readonly [name: string, text: (length: number) => string])[] = [
  ...[' ', '\t', '\n', '\r\n', 'a', '0', '.', ':', '/', '-', '!', '@', '#', '%', '&', '=', '\\', '\0', '\u2028'],
  ...['(', ')', '[', ']', '{', '}', '<', '>', '"', "'", '`', '*', '* ', '- ', '~~~\n', '```\n', '<!--', '<details>'],
  ...['<head ', '://', 'a.', 'a-', '1.', 'v1.2.3-', ', ', ' :', ': ', ' \n', '##[', '::', '${{', '@a', '#1', '&#64;'],
  ...['feat: a\n', '* feat: a\n', 'BREAKING CHANGE: a\n', 'Release-As: 1\n', 'fix (', 'revert "', 'abcdef0, '],
].map((part) => [
  JSON.stringify(part),
  (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length),
])

/** The same behind and before a text, so that what begins right is hostile in its middle. */
export function within(before: string, after: string): typeof hostileTexts {
  return hostileTexts.map(([name, text]) => [`${before}…${after}: ${name}`, (length) => before + text(length) + after])
}

/** The factor that no reader may exceed: eight for a longer text, and half as much again for what is not exact. */
const most = 12

/** Whether the median of five measurements is above the bound; three on one side of it decide. */
function growsFaster(
  read: (text: string) => unknown,
  [shorter, longer]: readonly [string, string],
  span: number,
): boolean {
  let [above, below] = [0, 0]
  while (above < 3 && below < 3) {
    if (timeOf(read, longer, span) > most * timeOf(read, shorter, span)) above += 1
    else below += 1
  }
  return above === 3
}

/** Milliseconds of this thread for one reading, over as many as it takes to measure them. */
function timeOf(read: (text: string) => unknown, text: string, span: number): number {
  for (let times = 1; ; times *= 4) {
    const start = process.threadCpuUsage()
    for (let at = 0; at < times; at += 1) read(text)
    const { user, system } = process.threadCpuUsage(start)
    const spent = (user + system) / 1000
    if (spent >= span) return spent / times
  }
}

/** The names of the texts of which eight times as much takes more than twelve times as long. */
export function growingFaster(read: (text: string) => unknown, texts = hostileTexts): readonly string[] {
  const isSlow = ([, text]: (typeof hostileTexts)[number]): boolean => {
    const pair = [text(short), text(long)] as const
    return spans.every((span) => growsFaster(read, pair, span))
  }
  return texts.filter(isSlow).map(([name]) => name)
}
