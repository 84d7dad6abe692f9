/** What an agent of Node takes as `proxyEnv` (https://nodejs.org/api/http.html#built-in-proxy-support). */
export type ProxyEnv = {
  readonly HTTP_PROXY?: string
  readonly HTTPS_PROXY?: string
  readonly NO_PROXY: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxies that the environment names, in Node's words but read as curl, Docker and the runner read them: an address
 * without a scheme is one of HTTP, a name in NO_PROXY stands for what is under it as well, and this machine is always
 * reached directly. `undefined` where there is none. Node before 24.5 knows no `proxyEnv`, and goes past proxies.
 */
export function proxyEnv(env: Environment): ProxyEnv | undefined {
  const plain = proxy(env['http_proxy'] || env['HTTP_PROXY'])
  const secure = proxy(env['https_proxy'] || env['HTTPS_PROXY'])
  if (plain === undefined && secure === undefined) return undefined
  const direct = (env['no_proxy'] || env['NO_PROXY'] || '').split(/[\s,]+/).filter((entry) => entry !== '')
  return {
    ...(plain === undefined ? {} : { HTTP_PROXY: plain }),
    ...(secure === undefined ? {} : { HTTPS_PROXY: secure }),
    NO_PROXY: [...direct.flatMap(withWhatIsUnder), 'localhost', '127.0.0.1-127.255.255.255', '::1'].join(','),
  }
}

function proxy(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined
  return /^[a-z][a-z\d+.-]*:\/\//i.test(text.trim()) ? text.trim() : `http://${text.trim()}`
}

function withWhatIsUnder(entry: string): readonly string[] {
  return /^[a-z][a-z\d-]*(\.[a-z\d-]+)*$/i.test(entry) ? [entry, `.${entry}`] : [entry]
}
