import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Another tool that answers the same question. */
export interface Peer {
  readonly name: string
  /** Exact versions, for npm. */
  readonly packages: readonly string[]
  /** The program and its arguments, in a repository. */
  command(modules: string, repository: string): readonly [program: string, ...args: string[]]
  /** The version, or bump, that it says. */
  readonly answer: RegExp
}

const node = process.execPath

export const peers: readonly Peer[] = [
  {
    name: 'git-cliff 2.14.2 `--unreleased --bumped-version`',
    packages: ['git-cliff@2.14.2'],
    // The program itself: its npm wrapper would add a start of Node.
    command: (modules) => [
      join(modules, `git-cliff-${process.platform}-${process.arch}`, 'bin', 'git-cliff'),
      '--unreleased',
      '--bumped-version',
    ],
    answer: /^v?(\d\S*)/m,
  },
  {
    name: 'conventional-recommended-bump 12.1.0',
    packages: ['conventional-recommended-bump@12.1.0', 'conventional-changelog-conventionalcommits@10.4.1'],
    command: (modules) => [
      node,
      join(modules, '.bin', 'conventional-recommended-bump'),
      '--preset',
      'conventionalcommits',
    ],
    answer: /^(major|minor|patch)/m,
  },
  {
    name: 'semantic-release 25.0.9 dry run, analyzer only',
    packages: ['semantic-release@25.0.9'],
    command: (modules, repository) => [
      node,
      join(modules, '.bin', 'semantic-release'),
      ...['--dry-run', '--no-ci', '--branches', 'main', '--plugins', '@semantic-release/commit-analyzer'],
      ...['--repository-url', pathToFileURL(repository).href],
    ],
    answer: /next release version is (\S+)/,
  },
]

/** Installs a peer with npm, run by this Node. Gives its node_modules, or why it cannot be had. */
export function install(
  { packages }: Peer,
  folder: string,
): { readonly modules: string } | { readonly problem: string } {
  mkdirSync(folder, { recursive: true })
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  const { status, stderr } = spawnSync('npm', ['install', '--prefix', folder, ...quiet, ...packages], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${dirname(node)}:${process.env['PATH']}` },
  })
  return status === 0 ? { modules: join(folder, 'node_modules') } : { problem: complaint(stderr ?? 'error: no npm') }
}

/** Runs a peer once in a repository; throws when it fails or gives no answer. */
export function runPeer(peer: Peer, modules: string, repository: string, home: string): { ms: number; answer: string } {
  const [program, ...args] = peer.command(modules, repository)
  if (!existsSync(program)) throw new Error(`${program} is not in its package`)
  const started = process.hrtime.bigint()
  const run = spawnSync(program, args, {
    cwd: repository,
    encoding: 'utf8',
    env: { PATH: `${dirname(node)}:${process.env['PATH']}`, HOME: home },
    timeout: 300_000,
    maxBuffer: 2 ** 28,
  })
  const ms = Number(process.hrtime.bigint() - started) / 1e6
  const answer = peer.answer.exec(run.stdout ?? '')?.[1]
  if (answer === undefined) throw new Error(`exit code ${run.status}, ${complaint(`${run.stderr}${run.stdout}`)}`)
  return { ms, answer }
}

function complaint(text: string): string {
  return text.split('\n').find((line) => /error/i.test(line)) ?? 'no answer'
}
