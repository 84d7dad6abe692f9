import { Failure } from '@slipway/outcome'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readContract } from '../src/index.ts'

const contract = {
  name: 'ship',
  inputs: {
    service: { type: 'text', required: true },
    to: { type: 'text' },
    mode: { type: 'choice', values: ['plan', 'deploy'], default: 'deploy' },
    lint: { type: 'choice', values: ['off', 'on'], default: 'off', empty: 'refused' },
    'verify-version': { type: 'text', default: 'any', empty: 'refused' },
    'tag-prefix': { type: 'text', default: 'v', empty: 'kept' },
    branches: { type: 'list', default: 'N.x, N.N.x', empty: 'kept' },
    tags: { type: 'list' },
    attest: { type: 'flag', default: 'true' },
    timeout: { type: 'duration', default: '30m', min: '1ms', max: '1h' },
    quiet: { type: 'duration' },
    successes: { type: 'integer', default: '3', min: 1, max: 100 },
    token: { type: 'text', default: '${{ github.token }}', secret: true },
  },
  outputs: [],
} as const

type Given = Readonly<Record<string, string>>

function env(given: Given): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
}

const read = (given: Given = {}) => readContract(contract, ({ values }) => values, env({ service: 'api', ...given }))

function refused(given: Given): Failure {
  try {
    read(given)
  } catch (error) {
    if (error instanceof Failure) return error
  }
  throw new Error('nothing was refused')
}

const said: string[] = []
vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
  said.push(String(text))
  return true
})
afterEach(() => void said.splice(0))

describe('inputs', () => {
  it('have the defaults of the contract, where nothing is given', () => {
    expect(read()).toEqual({
      service: 'api',
      to: '',
      mode: 'deploy',
      lint: 'off',
      'verify-version': 'any',
      'tag-prefix': 'v',
      branches: ['N.x', 'N.N.x'],
      tags: [],
      attest: true,
      timeout: 1_800_000,
      quiet: undefined,
      successes: 3,
      token: '',
    })
  })

  it.for<[what: string, given: Given, value: unknown]>([
    ['a choice', { mode: 'plan' }, 'plan'],
    ['a list at lines and commas', { tags: 'v1.2.3, v1\n\n latest ' }, ['v1.2.3', 'v1', 'latest']],
    ['a flag in any case', { attest: ' FALSE ' }, false],
    ['a duration', { timeout: '1.5m' }, 90_000],
    ['a duration at its bound', { timeout: '1h' }, 3_600_000],
    ['a whole number', { successes: '100' }, 100],
    ['a text without blanks around it', { 'verify-version': ' 1.4.0 ' }, '1.4.0'],
    ['an empty text, where that is a choice', { 'tag-prefix': '' }, ''],
    ['an empty list, where that is a choice', { branches: ' ' }, []],
    ['an empty text as none', { timeout: ' ' }, 1_800_000],
  ])('are read: %s', ([, given, value]) => {
    const [name = ''] = Object.keys(given)
    expect(read(given)[name as keyof typeof contract.inputs]).toEqual(value)
  })

  it.for<[what: string, given: Given, message: string]>([
    ['nothing that is needed', { service: ' ' }, 'input service is empty'],
    ['another choice', { mode: 'force' }, 'input mode is "force", which is not one of plan, deploy'],
    ['no flag', { attest: 'yes' }, 'input attest is "yes", which is not true or false'],
    ['no duration', { timeout: '7' }, 'input timeout is "7", which is not a duration such as 30s'],
    ['too short a duration', { timeout: '0s' }, 'input timeout is "0s", which is not a duration from 1ms to 1h'],
    ['too long a duration', { timeout: '61m' }, 'which is not a duration from 1ms to 1h'],
    ['a number below the bounds', { successes: '0' }, 'which is not a whole number from 1 to 100'],
    ['a number above them', { successes: '101' }, 'which is not a whole number from 1 to 100'],
    ['half a number', { successes: '1.5' }, 'which is not a whole number from 1 to 100'],
    ['an empty text that would switch a check off', { 'verify-version': '' }, 'which does not mean "any"'],
    ['an empty choice that would switch a check off', { lint: ' ' }, 'which does not mean "off"'],
  ])('are refused: %s', ([, given, message]) => {
    expect(refused(given).message).toContain(message)
    expect(refused(given).remedy).toMatch(/^(set|check) /)
  })

  it('are all named when several cannot be used', () => {
    const failure = refused({ service: '', mode: 'force', timeout: '7', attest: 'yes' })
    expect(failure.code).toBe('INPUT_INVALID')
    expect(failure.message).toMatch(/^4 problems with the inputs: .*service.*mode.*attest.*timeout/)
  })

  it('that are secret are masked before anything fails, and never shown', () => {
    expect(() =>
      readContract(contract, ({ written }) => written('token'), env({ token: 'ghs_secret', mode: 'force' })),
    ).toThrow('input mode')
    expect(said.join('')).toContain('::add-mask::ghs_secret')
    const shown = readContract(contract, ({ written }) => written('token'), env({ token: 'ghs_secret', service: 'a' }))
    expect(shown).toBe('***')
  })

  it('that are empty by choice are written as empty, not as their default', () => {
    const shown = readContract(
      contract,
      ({ written }) => written('tag-prefix'),
      env({ 'tag-prefix': '', service: 'a' }),
    )
    expect(shown).toBe('')
  })

  it('have no property that their type lacks: what is misspelt there would refuse nothing', () => {
    const refusesNothing = {
      name: 'ship',
      inputs: { lint: { type: 'text', default: 'off', emtpy: 'refused' } },
      outputs: [],
    } as const
    // @ts-expect-error -- emtpy is no property of an input
    expect(() => readContract(refusesNothing, () => 0, {})).not.toThrow()
    const shownSecret = {
      name: 'ship',
      inputs: { dry: { type: 'flag', default: 'false', secret: true } },
      outputs: [],
    } as const
    // @ts-expect-error -- a message shows what is no flag, so only a text can be secret
    expect(() => readContract(shownSecret, () => 0, {})).not.toThrow()
  })
})

describe('rules of an action', () => {
  const rules = (given: Given): string =>
    readContract(
      contract,
      ({ values, written, attempt }) => {
        attempt(['timeout'], () => {
          throw new Failure('INPUT_INVALID', `timeout ${written('timeout')} does not fit`)
        })
        return attempt([], () => values.service)
      },
      env({ service: 'api', ...given }),
    )

  it('fail together with what cannot be read', () => {
    expect(() => rules({ mode: 'force' })).toThrow(/^2 problems .*input mode is "force".*; timeout 30m does not fit$/)
  })

  it('are not asked about what cannot be read', () => {
    expect(() => rules({ timeout: '7' })).toThrow(/^input timeout is "7"/)
  })

  it('are no place to hide another error', () => {
    const broken = () =>
      readContract(contract, ({ attempt }) => attempt([], () => JSON.parse('{') as string), env({ service: 'a' }))
    expect(broken).toThrow(SyntaxError)
  })
})

describe('an input that the action does not have', () => {
  it.for([
    ['LINTT', 'lint'],
    ['lnit', 'lint'],
    ['VERIFY_VERSION', 'verify-version'],
    ['tag-prefx', 'tag-prefix'],
    ['token-', 'token'],
    ['moda', 'mode'],
    ['ot', 'to'],
  ] as const)('is an error where it is misspelt: %s for %s', ([name, own]) => {
    const failure = refused({ [name]: 'x' })
    expect(failure.message).toContain(`there is no input ${name.toLowerCase()}; it looks like ${own}, misspelt`)
    expect(failure.remedy).toBe(
      `write ${own} instead of ${name.toLowerCase()}, or rename INPUT_${name.toUpperCase()} if it is a variable under env:`,
    )
  })

  it('is told with everything else that is wrong', () => {
    expect(refused({ lintt: 'on', mode: 'force' }).message).toMatch(/^2 problems .*lintt.*mode/)
  })

  it('is a warning, with the nearest name, where it is another word: it may come from env: of the job', () => {
    expect(read({ 'dry-run': 'true', prefix: 'v', up: 'x' }).mode).toBe('deploy')
    expect(said).toEqual([
      expect.stringMatching(/^::warning::there is no input dry-run, so it changes nothing; the nearest is /),
      expect.stringMatching(/^::warning::there is no input prefix, so it changes nothing; the nearest is /),
      expect.stringMatching(/^::warning::there is no input up, so it changes nothing; the nearest is to/),
    ])
  })

  it.for([
    ['no name', { INPUT_: 'x' }],
    ['another variable', { MY_INPUT_LINTT: 'x', INPUTS: 'x' }],
    ['a variable in lower case, which no runner makes of an input', { input_lintt: 'x', Input_Lintt: 'x' }],
  ])('is none: %s', ([, more]) => {
    expect(() => readContract(contract, () => 0, { INPUT_SERVICE: 'a', ...(more as Given) })).not.toThrow()
    expect(said).toEqual([])
  })
})
