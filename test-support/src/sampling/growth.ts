import { sampled } from './sampling.ts'

/** Characters of the shorter and of the longer text. */
const [short, long] = [1000, 8000]

/**
 * How long is measured at least, in milliseconds of this thread's processor time: what seems to grow too fast is measured
 * again for longer, since a compiler or a collection of garbage may have come in between.
 */
const spans = [0.2, 2, 20]

export interface HostileText {
  /** What it is made of: of every kind, one text is tried at least. */
  readonly kind: string
  readonly name: string
  readonly text: (length: number) => string
}

/** What patterns and loops trip over. */
const parts: Readonly<Record<string, readonly string[]>> = {
  blanks: [' ', '\t', '\n', '\r\n', '\u2028', ' \n'],
  characters: ['a', '0', '.', ':', '/', '-', '!', '@', '#', '%', '&', '=', '\\', '\0'],
  brackets: ['(', ')', '[', ']', '{', '}', '<', '>', '"', "'", '`', '*', '##[', '${{'],
  markup: ['* ', '- ', '~~~\n', '```\n', '<!--', '<details>', '<head ', '@a', '#1', '&#64;'],
  names: ['://', 'a.', 'a-', '1.', 'v1.2.3-', ', ', ' :', ': ', '::', 'abcdef0, '],
  commits: ['feat: a\n', '* feat: a\n', 'BREAKING CHANGE: a\n', 'Release-As: 1\n', 'fix (', 'revert "'],
}

/** Texts that somebody could send, each as long as is asked for. */
export const hostileTexts: readonly HostileText[] = Object.entries(parts).flatMap(([kind, ofKind]) =>
  ofKind.map((part) => ({
    kind,
    name: JSON.stringify(part),
    text: (length) => part.repeat(Math.ceil(length / part.length)).slice(0, length),
  })),
)

/** The same behind and before a text, so that what begins right is hostile in its middle. */
export function within(before: string, after: string, texts: readonly HostileText[]): readonly HostileText[] {
  return texts.map(({ kind, name, text }) => ({
    kind,
    name: `${before}…${after}: ${name}`,
    text: (length) => before + text(length) + after,
  }))
}

/** For each reader the texts that this run tries on it: of every kind one at least, and all of them in `test:long`. */
export function textsFor(readers: readonly string[], size: number): (reader: string) => readonly HostileText[] {
  const all = readers.flatMap((reader) => hostileTexts.map((hostile) => ({ reader, hostile })))
  const kind = ({ reader, hostile }: (typeof all)[number]): string => `${reader}: ${hostile.kind}`
  const chosen = Map.groupBy(sampled(all, { what: 'hostile texts', size, kind }), ({ reader }) => reader)
  return (reader) => (chosen.get(reader) ?? []).map(({ hostile }) => hostile)
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
    const start = spentSoFar()
    for (let at = 0; at < times; at += 1) read(text)
    const spent = spentSoFar() - start
    if (spent >= span) return spent / times
  }
}

const nothing = new Int32Array(new SharedArrayBuffer(4))

/**
 * Milliseconds of processor time of this thread. A kernel may count it at its ticks only, 4 ms apart, and whenever the
 * thread waits: it waits for an instant, so that the count is exact.
 */
function spentSoFar(): number {
  Atomics.wait(nothing, 0, 0, 0.02)
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** The names of the texts of which eight times as much takes more than twelve times as long. */
export function growingFaster(read: (text: string) => unknown, texts: readonly HostileText[]): readonly string[] {
  const isSlow = ({ text }: HostileText): boolean => {
    const pair = [text(short), text(long)] as const
    return spans.every((span) => growsFaster(read, pair, span))
  }
  return texts.filter(isSlow).map(({ name }) => name)
}
