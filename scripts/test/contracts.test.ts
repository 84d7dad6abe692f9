import { describe, expect, it } from 'vitest'
import { actionFolders, contractIn, differences, manifestIn } from '../contracts.ts'

const actions = await Promise.all(
  actionFolders().map(async (folder) => ({ folder, contract: await contractIn(folder), manifest: manifestIn(folder) })),
)

it('finds the actions', () => {
  expect(actions.length).toBeGreaterThanOrEqual(5)
})

describe.for(actions)('$folder', ({ folder, contract, manifest }) => {
  const [first = ''] = Object.keys(contract.inputs)
  const withDefault = Object.entries(contract.inputs).find(([, input]) => input.default !== undefined)?.[0] ?? ''
  const { inputs = {}, outputs = {} } = manifest
  const [output = '', ...otherOutputs] = Object.keys(outputs)

  it('has a contract of its name, which says what action.yml says', () => {
    expect(folder.endsWith(`/${contract.name}`)).toBe(true)
    expect(differences(contract, manifest)).toEqual([])
  })

  it.for([
    [
      'a changed default',
      { inputs: { ...inputs, [withDefault]: { ...inputs[withDefault], default: '7s' } } },
      withDefault,
    ],
    [
      'a requirement',
      { inputs: { ...inputs, [first]: { ...inputs[first], required: !inputs[first]?.required } } },
      first,
    ],
    ['an input more', { inputs: { ...inputs, extra: {} } }, 'extra'],
    ['an input less', { inputs: Object.fromEntries(Object.entries(inputs).slice(1)) }, first],
    [
      'a renamed output',
      { outputs: { renamed: {}, ...Object.fromEntries(otherOutputs.map((name) => [name, {}])) } },
      output,
    ],
  ] as const)('differs from an action.yml with %s', ([, change, name]) => {
    expect(differences(contract, { ...manifest, ...change }).join('\n')).toContain(`put ${name} `)
  })
})
