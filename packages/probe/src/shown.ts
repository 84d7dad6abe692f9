import { inOneLine } from '@slipway/outcome'
/** Response headers that say something about health and carry no credentials. */
const showable = new Set([
  'age',
  'cache-control',
  'content-length',
  'content-type',
  'date',
  'etag',
  'location',
  'retry-after',
  'server',
  'via',
  'x-amzn-requestid',
  'x-amzn-trace-id',
  'x-request-id',
])

/** A URL as it may be shown: without userinfo and fragment, the values of its query hidden. */
export function shownUrl(url: string): string {
  const hidden = withoutUserinfo(url.replace(/#.*$/s, ''))
  const mark = hidden.indexOf('?')
  if (mark < 0) return inOneLine(hidden)
  const parts = hidden.slice(mark + 1).split('&')
  return inOneLine(`${hidden.slice(0, mark)}?${parts.map(hideValue).join('&')}`)
}

/** The URL parser finds it also where slashes are missing, turned round or torn apart; the rest is for what it refuses. */
function withoutUserinfo(url: string): string {
  const { protocol, username, password, host, pathname, search } = URL.parse(url) ?? {}
  const own = username || password ? `${protocol}//${host}${pathname}${search}` : url
  // A list that was written as one URL has more than one.
  const others = own.replace(/:\/\/[^/?]*@/g, '://').replace(/([\s,;|])[^/?\s,;|]*@/g, '$1')
  return others.replace(/^([^/?]*:)?\/\/[^/?]*@/s, '$1//').replace(/^[^/?]*@/s, '')
}

/** The response headers that may be shown, names in lower case. */
export function shownHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (!showable.has(name) || value === undefined) continue
    const text = inOneLine(String(value))
    shown[name] = name === 'location' ? shownUrl(text) : text
  }
  return shown
}

/** A body as it may be shown: one line of at most `limit` characters, no control characters. */
export function excerpt(body: string, limit: number = 200): string {
  const text = inOneLine(body.slice(0, limit * 4))
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`
}

/** `name=***`; a part without a name may be the secret itself. */
function hideValue(part: string): string {
  const equals = part.indexOf('=')
  return equals < 0 ? '***' : `${part.slice(0, equals)}=***`
}
