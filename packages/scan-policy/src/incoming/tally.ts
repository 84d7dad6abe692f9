/** `1 secret`, `2 secrets` */
export function tally(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
