const withPassword = /^([a-z][a-z0-9+.-]*:\/\/)([^/@:]*):([^/@]*)@/i

/** A URL without the user and the password that some people put into it. */
export function withoutCredentials(url: string): string {
  return url.replace(withPassword, '$1')
}
