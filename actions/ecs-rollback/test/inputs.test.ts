import { afterEach, expect, it } from 'vitest'
import { readInputs } from '../src/inputs.ts'

function given(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries({ service: 'api', ...values }))
    process.env[`INPUT_${name.toUpperCase()}`] = value
}

afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('INPUT_')) delete process.env[name]
})

it('only the service has no default', () => {
  given({})
  expect(readInputs()).toEqual({ cluster: 'default', service: 'api', to: '', timeoutMs: 1_800_000, pollMs: 5_000 })
})

it.for([
  'arn:aws:ecs:eu-west-1:123456789012:service-revision/shop/api/4980306466373577095',
  'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:41',
  'arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/api:41',
])('to: %s', (to) => {
  given({ to })
  expect(readInputs().to).toBe(to)
})

it.for(['api:41', '41', 'v1.4.0', 'arn:aws:ecs:eu-west-1:123456789012:service/shop/api'])('to: %s is refused', (to) => {
  given({ to })
  expect(readInputs).toThrow(`input to is "${to}"`)
})
