/** `850 bytes`, `4.2 kB`, `300 MB`: powers of ten, three digits. */
export function bytes(count: number): string {
  const power = Math.min(units.length, Math.floor(Math.log10(Math.max(1, count)) / 3))
  if (power === 0) return `${count} bytes`
  const value = count / 1000 ** power
  return `${Number(value.toPrecision(3))} ${units[power - 1]}`
}

const units = ['kB', 'MB', 'GB', 'TB']

/** `sha256:0123456789ab`: enough to tell images apart. */
export function short(digest: string): string {
  return digest.slice(0, 19)
}

/** `1 finding`, `2 findings`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}
