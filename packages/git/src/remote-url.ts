import { resolve } from 'node:path'

const scheme = /^[a-z][a-z0-9+.-]*:\/\//i
const userAndPassword = /^([a-z][a-z0-9+.-]*:\/\/)([^/@:]*):([^/@]*)@/i
/** `git@github.com:owner/repo.git`, but not `C:\repo`. */
const shortSsh = /^(?:[^/@:]+@)?([^/:]{2,}):(?!\/\/)(.+)$/
const longSsh = /^ssh:\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+)$/i

/** A URL without the user and the password that some people put into it. */
export function withoutCredentials(url: string): string {
  return url.replace(userAndPassword, '$1')
}

/** `user:password` of a URL, decoded. */
export function credentialsIn(url: string): string | undefined {
  const [, , user, password] = userAndPassword.exec(url) ?? []
  return user === undefined || password === undefined ? undefined : `${decoded(user)}:${decoded(password)}`
}

/** A path is where it is seen from the checkout. */
export function absoluteUrl(url: string, directory: string): string {
  return scheme.test(url) || shortSsh.test(url) ? url : resolve(directory, url)
}

/** What git asks for over HTTP instead of SSH; `undefined` when the URL is not one of that server over SSH. */
export function overHttp(url: string, serverUrl: string): string | undefined {
  const [, host, path] = longSsh.exec(url) ?? (scheme.test(url) ? [] : (shortSsh.exec(url) ?? []))
  const server = URL.parse(serverUrl)
  return host !== undefined && host === server?.hostname ? `${server.origin}/${path}` : undefined
}

/** `https://host:port` of an HTTP URL. */
export function httpOrigin(url: string): string | undefined {
  const parsed = URL.parse(url)
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.origin : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
