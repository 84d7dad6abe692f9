/** An address that a report may link to; everything else, `javascript:` before all, is left out. */
export function plainUri(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\/[^\s<>"'`\\^{|}]{1,2000}$/i.test(text) ? text : undefined
}
