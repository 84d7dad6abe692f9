/** The drawing area that the lanes of one chart share; everything is in the chart's own pixels. */
export interface Plot {
  readonly width: number
  /** Where time zero is; left of it stand the lanes' names. */
  readonly left: number
  /** For phones: names above the lanes, fewer ticks. */
  readonly narrow: boolean
  readonly durationMs: number
  x(ms: number): number
}

export function plot(durationMs: number, narrow: boolean): Plot {
  const [width, left, right] = narrow ? [360, 1, 1] : [1040, 112, 4]
  const safe = Math.max(durationMs, 1)
  const x = (ms: number): number => left + (Math.min(Math.max(ms, 0), safe) / safe) * (width - left - right)
  return { width, left, narrow, durationMs: safe, x }
}

const steps = [0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300]

/** Round moments for the time axis, in milliseconds, zero included. */
export function ticks(durationMs: number, most: number): readonly number[] {
  const seconds = durationMs / 1000
  const step = steps.find((one) => seconds / one <= most) ?? 600
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step * 1000)
}

/** Whether `text` at 12 pixels fits into `pixels`. */
export function fits(text: string, pixels: number): boolean {
  return text.length * 6.9 + 12 <= pixels
}
