const schemes = /:\/\/(?<=[a-z][a-z\d+.-]*:\/\/)/gi

/** In a path: a host after what divides a list. `/a,b.json` and `/x;v=1` are paths. */
const furtherHost = /[,;](?:\/\/|[^/,;]*@|[a-z\d.-]+:\d+(?:\/|$)|(?:[a-z\d-]+\.)+[a-z]{2,}\/)/i

const one = 'one URL (percent-encode blanks, control characters, "|", and any URL or host inside it)'

/**
 * What a text should have been, where it is not one http or https URL. The URL parser would take a list that is written
 * another way (`a b`, `a|b`, `a;b`, `a,b`) for one URL and send what belongs to the others to the first host.
 */
export function urlFault(text: string): string | undefined {
  if (/[\s\p{C}|]/u.test(text) || (text.match(schemes)?.length ?? 0) > 1) return one
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return 'an http or https URL'
  return /[,;]/.test(url.hostname) || furtherHost.test(url.pathname) ? one : undefined
}
