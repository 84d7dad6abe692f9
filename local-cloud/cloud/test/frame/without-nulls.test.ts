import { expect, it } from 'vitest'
import { model } from '@slipway/local-cloud-frame/model'
import { withoutNulls } from '@slipway/local-cloud-frame/without-nulls'

const service = model('ecs').operation('CreateService')?.input
const definition = model('ecs').operation('RegisterTaskDefinition')?.input

it.for([
  { name: 'a member', shape: service, given: { role: null, cluster: 'main' }, left: { cluster: 'main' } },
  {
    name: 'a member of an item',
    shape: definition,
    given: { containerDefinitions: [{ name: 'app', command: null }] },
    left: { containerDefinitions: [{ name: 'app' }] },
  },
  {
    name: 'an entry of a map',
    shape: definition,
    given: { containerDefinitions: [{ dockerLabels: { a: null, b: '' } }] },
    left: { containerDefinitions: [{ dockerLabels: { b: '' } }] },
  },
  {
    name: 'a member of what no model knows',
    shape: definition,
    given: { future: { a: null, b: [{ c: null, d: 0 }] } },
    left: { future: { b: [{ d: 0 }] } },
  },
  {
    name: 'nothing of a document, whose nulls are values',
    shape: service,
    given: { deploymentConfiguration: { lifecycleHooks: [{ roleArn: null, hookDetails: { a: null, b: [null] } }] } },
    left: { deploymentConfiguration: { lifecycleHooks: [{ hookDetails: { a: null, b: [null] } }] } },
  },
  {
    name: 'no item of a list',
    shape: definition,
    given: { requiresCompatibilities: [null] },
    left: { requiresCompatibilities: [null] },
  },
  { name: 'not the body itself', shape: service, given: null, left: null },
])('takes away $name', ({ shape, given, left }) => {
  expect(withoutNulls(shape, given)).toEqual(left)
})
