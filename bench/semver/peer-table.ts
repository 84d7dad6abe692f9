import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { warmed, type Subject } from './measure.ts'
import { install, peers, runPeer, type Peer } from './peers.ts'
import { near, type Repositories } from './repositories.ts'
import { markdownRows, shown } from './row.ts'
import { expects, ours, raw, type Conditions } from './subject.ts'

interface Column {
  readonly time: (name: string) => number
  readonly answers: ReadonlyMap<string, string>
}

/** Other tools on the repositories of A and B, beside ours and git alone. What cannot be had is one line. */
export async function peerTable(conditions: Conditions, repositories: Repositories): Promise<string> {
  const installed = peers.flatMap((peer, index) => {
    const found = install(peer, join(conditions.scratch, 'peers', String(index)))
    if ('modules' in found) return [{ peer, modules: found.modules }]
    console.log(`${peer.name} is left out: ${found.problem}`)
    return []
  })
  const far = column(conditions, await repositories.far(), 'v1.0.0', ['2.0.0', 'major'], installed)
  const last = column(conditions, await repositories.near(), near.tag, [near.next, 'minor'], installed)
  const names = ['raw', 'ours', ...installed.map(({ peer }) => peer.name)]
  const titles = new Map([
    ['raw', '`git log` alone'],
    ['ours', '**semver**, the whole bundle'],
  ])
  return markdownRows(
    ['Tool', 'A', '× `git log`', 'says', 'B', '× `git log`', 'says'],
    names.map((name) => [titles.get(name) ?? name, ...cells(far, name), ...cells(last, name)]),
  )
}

function cells({ time, answers }: Column, name: string): readonly string[] {
  const ms = time(name)
  if (Number.isNaN(ms)) return ['', '', answers.get(name) ?? '']
  return [shown.time(ms), (ms / time('raw')).toFixed(1), answers.get(name) ?? '']
}

interface Installed {
  readonly peer: Peer
  readonly modules: string
}

function column(
  conditions: Conditions,
  repository: string,
  tag: string,
  [version, bump]: readonly [string, string],
  installed: readonly Installed[],
): Column {
  const answers = new Map<string, string>()
  const told = ours(conditions, repository, {}, expects(version, bump))
  const subjects: Subject[] = [raw(conditions, repository, ['log', '-z', '--format=%H%x00%B', `${tag}..HEAD`])]
  const home = join(conditions.scratch, 'peer-home')
  mkdirSync(home, { recursive: true })
  for (const { peer, modules } of installed) {
    const run = (): number => {
      const { ms, answer } = runPeer(peer, modules, repository, home)
      answers.set(peer.name, answer)
      return ms
    }
    if (works(run, (problem) => console.log(`${peer.name} is left out: ${problem}`)))
      subjects.push({ name: peer.name, run })
    else answers.set(peer.name, 'fails')
  }
  if (works(told.run, (problem) => answers.set('ours', problem))) {
    subjects.push(told)
    answers.set('ours', version)
  }
  return { time: warmed(subjects, conditions.rounds ?? 3), answers }
}

function works(run: () => number, problem: (message: string) => void): boolean {
  try {
    run()
    return true
  } catch (error) {
    problem(error instanceof Error ? error.message : String(error))
    return false
  }
}
