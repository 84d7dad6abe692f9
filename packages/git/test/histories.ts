import { Repository } from '@slipway/test-support/git/repository'

/** A shape of history whose best base is the tag v1.0.0, and where HEAD is on `main`. */
export interface Shape {
  readonly name: string
  readonly build: (origin: Repository) => void
}

const changes = (origin: Repository, area: string, count: number): void => {
  for (let index = 0; index < count; index += 1) origin.change(`fix: ${area} ${index}`, `${area}/file-${index % 3}`)
}

const on = (origin: Repository, branch: string, from: string): void =>
  void origin.git('checkout', '--quiet', '-b', branch, from)

const back = (origin: Repository): void => void origin.git('checkout', '--quiet', 'main')

/** Histories that a fetch since the base may get wrong: by themselves, `--shallow-exclude` loses whole branches. */
export const shapes: readonly Shape[] = [
  {
    name: 'straight',
    build(origin) {
      changes(origin, 'old', 5)
      origin.tag('v1.0.0')
      changes(origin, 'new', 4)
    },
  },
  {
    name: 'with a branch that left before the base and came back after it',
    build(origin) {
      changes(origin, 'old', 30)
      on(origin, 'side', 'HEAD')
      changes(origin, 'side', 12)
      back(origin)
      changes(origin, 'late', 20)
      origin.tag('v1.0.0')
      changes(origin, 'new', 2)
      origin.merge('side')
      changes(origin, 'newest', 2)
    },
  },
  {
    name: 'whose first commit after the base is a merge',
    build(origin) {
      changes(origin, 'old', 3)
      on(origin, 'side', 'HEAD')
      changes(origin, 'side', 2)
      back(origin)
      changes(origin, 'late', 2)
      origin.tag('v1.0.0')
      origin.merge('side')
    },
  },
  {
    name: 'with the base on the other side of a merge',
    build(origin) {
      changes(origin, 'old', 3)
      on(origin, 'release', 'HEAD')
      changes(origin, 'release', 2)
      origin.tag('v1.0.0')
      back(origin)
      changes(origin, 'new', 4)
      origin.merge('release')
      changes(origin, 'newest', 1)
    },
  },
  {
    name: 'with several roots',
    build(origin) {
      changes(origin, 'old', 3)
      origin.tag('v1.0.0')
      changes(origin, 'new', 2)
      origin.git('checkout', '--quiet', '--orphan', 'other')
      origin.git('rm', '-r', '--quiet', '--force', '.')
      changes(origin, 'other', 3)
      back(origin)
      origin.merge('other')
      changes(origin, 'newest', 1)
    },
  },
  {
    name: 'with merges to and fro',
    build(origin) {
      changes(origin, 'old', 10)
      on(origin, 'side', 'HEAD')
      changes(origin, 'side', 2)
      back(origin)
      changes(origin, 'late', 3)
      origin.git('checkout', '--quiet', 'side')
      origin.merge('main')
      changes(origin, 'side-too', 2)
      back(origin)
      changes(origin, 'later', 3)
      origin.tag('v1.0.0')
      changes(origin, 'new', 2)
      origin.merge('side')
      origin.git('checkout', '--quiet', 'side')
      changes(origin, 'side-again', 2)
      back(origin)
      changes(origin, 'newer', 1)
      origin.merge('side')
    },
  },
]

export function built({ build }: Shape): Repository {
  const origin = Repository.empty().serve()
  build(origin)
  return origin
}
