import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Nothing of the machine's own configuration, and people and dates that are always the same. */
export const cleanEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  LC_ALL: 'C',
}

/** A real repository in a temporary folder; disposing of it removes the folder. */
export class Repository implements Disposable {
  readonly directory: string
  private seconds = 1_700_000_000

  constructor(directory: string = temporaryFolder()) {
    this.directory = directory
  }

  static empty(): Repository {
    const repository = new Repository()
    repository.git('init', '--quiet', '--initial-branch=main')
    return repository
  }

  /** A repository with one empty commit for each message, oldest first. */
  static of(...messages: readonly string[]): Repository {
    const repository = Repository.empty()
    for (const message of messages) repository.commit(message)
    return repository
  }

  /** A clone from a server; the server may live in this process, so nothing here may block. */
  static async from(url: string): Promise<Repository> {
    const repository = Repository.empty()
    repository.git('remote', 'add', 'origin', url)
    await repository.talk('fetch', '--quiet', '--tags', 'origin', 'main')
    repository.git('checkout', '--quiet', '-B', 'main', 'FETCH_HEAD')
    return repository
  }

  /** A command that talks to a server, without blocking this process. */
  async talk(...args: readonly string[]): Promise<void> {
    await promisify(execFile)('git', args, { cwd: this.directory, env: cleanEnvironment })
  }

  git(...args: readonly string[]): string {
    return this.run(args)
  }

  /** Adds an empty commit with exactly this message, and returns its sha. */
  commit(message: string): string {
    this.run(['commit', '--quiet', '--allow-empty', '--allow-empty-message', '--cleanup=verbatim', '--file=-'], message)
    return this.git('rev-parse', 'HEAD')
  }

  /** Puts something that looks like a signature into the commit at HEAD. */
  sign(): void {
    const [headers = '', ...message] = this.git('cat-file', 'commit', 'HEAD').split('\n\n')
    const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----'
    const signed = `${headers}\n${signature}\n\n${message.join('\n\n')}\n`
    this.git('reset', '--quiet', '--soft', this.run(['hash-object', '-t', 'commit', '-w', '--stdin'], signed))
  }

  /** A shell script beside the checkout's own files; returns its path. */
  script(body: string): string {
    const path = join(this.directory, '.git', 'script.sh')
    writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
    return path
  }

  /** A lightweight tag, on HEAD unless told otherwise. */
  tag(name: string, at = 'HEAD'): string {
    this.git('tag', name, at)
    return this.git('rev-parse', `${name}^{}`)
  }

  annotatedTag(name: string, at = 'HEAD'): string {
    this.git('tag', '--annotate', '--message', name, name, at)
    return this.git('rev-parse', `${name}^{}`)
  }

  /** A clone over git's own transport, as a runner makes it; tags as far as history goes. */
  clone(...options: readonly string[]): Repository {
    const target = temporaryFolder()
    this.git('clone', '--quiet', ...options, `file://${this.directory}`, target)
    return new Repository(target)
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true, force: true })
  }

  /** Each command is a minute later than the one before it. */
  private run(args: readonly string[], input = ''): string {
    this.seconds += 60
    const date = `${this.seconds} +0000`
    const env = { ...cleanEnvironment, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
    return execFileSync('git', args, { cwd: this.directory, env, input, encoding: 'utf8', stdio: 'pipe' }).trim()
  }
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'slipway-git-'))
}
