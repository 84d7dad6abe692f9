import { execFile, execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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

/** git looks after a repository with a process more behind every commit; these live too short for it. */
const noUpkeep: NodeJS.ProcessEnv = {
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'maintenance.auto',
  GIT_CONFIG_VALUE_0: 'false',
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
    repository.git('init', '--quiet', '--template=', '--initial-branch=main')
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
    return this.head()
  }

  /** Adds a commit that changes these files, and returns its sha. */
  change(message: string, ...paths: readonly string[]): string {
    for (const path of paths) {
      mkdirSync(join(this.directory, dirname(path)), { recursive: true })
      appendFileSync(join(this.directory, path), `${message}\n`)
    }
    this.run(['add', '--all'])
    return this.commit(message)
  }

  /** Many commits at once, each changing a file in one of the packages. */
  grow(commits: number, packages: number): void {
    const lines = Array.from({ length: commits }, (_, index) => {
      const message = `fix(pkg-${index % packages}): ${index}\n\nThe body says more about change number ${index}.\n`
      const head = `commit refs/heads/main\nmark :${index + 1}\ncommitter Ada <ada@example.com> ${1_700_000_000 + index} +0000\n`
      const from = index === 0 ? '' : `from :${index}\n`
      const content = `change ${index}\n`
      const file = `M 100644 inline packages/pkg-${index % packages}/src/file-${index % 7}\ndata ${content.length}\n${content}\n`
      return `${head}data ${message.length}\n${message}${from}${file}`
    })
    this.run(['fast-import', '--quiet'], lines.join(''))
    this.git('reset', '--quiet', '--hard', 'main')
  }

  /** Merges a branch, always with a commit of its own. */
  merge(...branches: readonly string[]): string {
    this.run(['merge', '--quiet', '--no-ff', '--no-edit', '--allow-unrelated-histories', ...branches])
    return this.head()
  }

  /** Lets others fetch as GitHub does: with filters, and single commits. */
  serve(): this {
    this.run(['config', 'uploadpack.allowFilter', 'true'])
    this.run(['config', 'uploadpack.allowAnySHA1InWant', 'true'])
    return this
  }

  /** Adds a commit that writes these files, and returns its sha. */
  commitFiles(message: string, files: Readonly<Record<string, string>>): string {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.directory, path)), { recursive: true })
      writeFileSync(join(this.directory, path), content)
    }
    this.git('add', '--all')
    return this.commit(message)
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
    return this.commitAt(at)
  }

  annotatedTag(name: string, at = 'HEAD'): string {
    this.git('tag', '--annotate', '--message', name, name, at)
    return this.commitAt(at)
  }

  private commitAt(name: string): string {
    return name === 'HEAD' ? this.head() : this.git('rev-parse', `${name}^{}`)
  }

  /** The commit that is checked out, read as git writes it: a process for each would be half the time of a test. */
  private head(): string {
    const read = (name: string): string => readFileSync(join(this.directory, '.git', name), 'utf8').trim()
    const head = read('HEAD')
    return head.startsWith('ref: ') ? read(head.slice('ref: '.length)) : head
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
    const env = { ...cleanEnvironment, ...noUpkeep, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
    return execFileSync('git', args, { cwd: this.directory, env, input, encoding: 'utf8', stdio: 'pipe' }).trim()
  }
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'slipway-git-'))
}
