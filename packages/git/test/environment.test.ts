import { expect, it } from 'vitest'
import { gitEnvironment } from '../src/environment.ts'

it('keeps the inputs of the action, and so its token, from git', () => {
  const env = gitEnvironment({ PATH: '/bin', INPUT_TOKEN: 'not-a-real-token', 'INPUT_TAG-PREFIX': 'v' }, ['/checkout'])
  expect(env).toMatchObject({ PATH: '/bin', LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_PAGER: 'cat' })
  expect(Object.keys(env).filter((name) => name.startsWith('INPUT_'))).toEqual([])
})

it('adds the trusted folders to what is configured already', () => {
  const given = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c' }
  expect(gitEnvironment(given, ['/x', '/y'])).toMatchObject({
    ...given,
    GIT_CONFIG_COUNT: '3',
    GIT_CONFIG_KEY_1: 'safe.directory',
    GIT_CONFIG_VALUE_1: '/x',
    GIT_CONFIG_KEY_2: 'safe.directory',
    GIT_CONFIG_VALUE_2: '/y',
  })
})
