import { describe, expect, it } from 'vitest'
import { authorOf } from '../../src/index.ts'

describe('the login of an author', () => {
  it.for<{ name: string; email: string; login: string | undefined }>([
    { name: 'is in the address that hides', email: '583231+octocat@users.noreply.github.com', login: 'octocat' },
    { name: 'is in the older kind of it', email: 'octocat@users.noreply.github.com', login: 'octocat' },
    {
      name: 'is in that of a bot',
      email: '49699333+dependabot[bot]@users.noreply.github.com',
      login: 'dependabot[bot]',
    },
    { name: 'is in that of a managed user', email: '1+ada_acme@users.noreply.github.com', login: 'ada_acme' },
    { name: 'is in that of an Enterprise Server', email: '7+ada@users.noreply.ghe.example.com', login: 'ada' },
    { name: 'is in any case', email: '1+Octo@Users.NoReply.GitHub.com', login: 'Octo' },
    { name: 'is not in that of nobody', email: 'ada@noreply.github.com', login: undefined },
    { name: 'is not in an ordinary address', email: 'ada@example.com', login: undefined },
    { name: 'is not in that of the web editor', email: 'noreply@github.com', login: undefined },
    { name: 'is nothing that could leave a link', email: '1+a/b)[c](d@users.noreply.github.com', login: undefined },
    { name: 'is not in what only looks alike', email: 'ada@users.noreply.github.com@example.com', login: undefined },
  ])('$name', ({ email, login }) => {
    expect(authorOf('Ada', email)).toEqual({ name: 'Ada', login })
  })
})
