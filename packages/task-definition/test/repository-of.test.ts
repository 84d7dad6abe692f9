import { repositoryOf } from '@slipway/task-definition'
import { expect, it } from 'vitest'

it.for([
  ['app', 'app'],
  ['app:v1', 'app'],
  ['registry:5000/shop/app', 'registry:5000/shop/app'],
  ['registry:5000/shop/app:v1', 'registry:5000/shop/app'],
  ['registry/app@sha256:11', 'registry/app'],
  ['registry:5000/app:v1@sha256:11', 'registry:5000/app'],
] as const)('%s is of %s', ([image, repository]) => {
  expect(repositoryOf(image)).toBe(repository)
})
