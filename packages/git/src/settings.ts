import type { GitProcess } from './process.ts'

/** One value of git's configuration, the key as git lists it: `http.https://github.com/.extraheader`. */
export interface Setting {
  readonly key: string
  readonly value: string
}

/** Every value that counts where git runs, in the order in which it counts. */
export async function listSettings(git: GitProcess): Promise<readonly Setting[]> {
  const { stdout } = await git.run(['config', '--list', '-z'])
  return stdout
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const end = entry.indexOf('\n')
      // A key without a value is a switch that is on.
      return end === -1 ? { key: entry, value: 'true' } : { key: entry.slice(0, end), value: entry.slice(end + 1) }
    })
}

const ofConnections = /^(?:http|credential|protocol|ssh)\.|^core\.(?:sshcommand|gitproxy|askpass)$/

/** How a checkout connects, without what another repository on this machine has from elsewhere anyway. */
export function connectionSettings(checkout: readonly Setting[], elsewhere: readonly Setting[]): readonly Setting[] {
  const had = new Map<string, number>()
  for (const setting of elsewhere) had.set(idOf(setting), (had.get(idOf(setting)) ?? 0) + 1)
  return checkout.filter((setting) => {
    if (!ofConnections.test(setting.key)) return false
    const left = had.get(idOf(setting)) ?? 0
    had.set(idOf(setting), left - 1)
    return left <= 0
  })
}

const idOf = ({ key, value }: Setting): string => `${key}\n${value}`

const header = /^http\.(?:(.+)\.)?extraheader$/s

/** Whether one of the settings already says who is asking at this URL. */
export function authorizes(settings: readonly Setting[], url: string): boolean {
  return settings.some(({ key, value }) => {
    const match = header.exec(key)
    return match !== null && /^authorization:/i.test(value) && (match[1] === undefined || url.startsWith(match[1]))
  })
}

/** As actions/checkout says it; a password or a token goes nowhere but to this server. */
export function authorization(origin: string, credentials: string): Setting {
  const basic = Buffer.from(credentials).toString('base64')
  return { key: `http.${origin}/.extraheader`, value: `AUTHORIZATION: basic ${basic}` }
}
