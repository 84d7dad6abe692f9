import { Repository } from '@slipway/test-support/git/repository'

/** v1.4.0 and a fix on `main`; beside it v1.5.0, which was never merged back. */
export function besideMain(): Repository {
  const repository = Repository.of('feat: a').serve()
  repository.tag('v1.4.0')
  onSide(repository, ['feat: side', 'chore(release): 1.5.0'], 'v1.5.0')
  repository.commit('fix: b')
  return repository
}

/** Commits on a branch of their own that begins where `main` is, the last one with a tag. */
export function onSide(repository: Repository, messages: readonly string[], tag: string): void {
  repository.git('checkout', '--quiet', '--detach')
  for (const message of messages) repository.commit(message)
  repository.annotatedTag(tag)
  repository.git('checkout', '--quiet', 'main')
}

/** Every release on a publish branch that shares nothing with `main`. */
export function publishBranch(): Repository {
  const repository = Repository.of('feat: a', 'feat: b').serve()
  repository.git('checkout', '--quiet', '--orphan', 'publish')
  for (const version of ['1.0.0', '1.1.0', '2.3.0']) {
    repository.commit(`release ${version}`)
    repository.tag(`v${version}`)
  }
  repository.git('checkout', '--quiet', 'main')
  repository.commit('fix: c')
  return repository
}

/** The released commits were written anew, and their tags left behind. */
export function rewritten(): Repository {
  const messages = ['feat: begin', 'feat: more of it', 'fix: repair it']
  const repository = Repository.of(...messages).serve()
  repository.tag('v1.8.0', 'HEAD~1')
  repository.tag('v1.8.1')
  repository.git('checkout', '--quiet', '--orphan', 'anew')
  for (const message of messages) repository.commit(message)
  repository.git('branch', '--quiet', '--force', 'main', 'anew')
  repository.git('checkout', '--quiet', 'main')
  repository.commit('fix: again')
  return repository
}

/** `release/1.4` with a fix, beside v1.6.0 on `main`. */
export function olderLine(branch = 'release/1.4'): Repository {
  const repository = Repository.of('feat: a').serve()
  repository.tag('v1.4.0')
  repository.git('branch', branch)
  repository.commit('feat: b')
  repository.tag('v1.5.0')
  repository.commit('feat: c')
  repository.tag('v1.6.0')
  repository.git('checkout', '--quiet', branch)
  repository.commit('fix: d')
  return repository
}

/** HEAD is a fix; a later commit that contains it has a higher release. */
export function overtaken(): Repository {
  const repository = Repository.of('feat: a').serve()
  repository.tag('v1.4.0')
  repository.commit('fix: b')
  repository.git('branch', 'older')
  repository.commit('feat: c')
  repository.tag('v1.5.0')
  repository.git('checkout', '--quiet', 'older')
  return repository
}
