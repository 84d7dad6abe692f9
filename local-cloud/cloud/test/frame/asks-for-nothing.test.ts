import { expect, it } from 'vitest'
import { asksForNothing } from '@slipway/local-cloud-frame/asks-for-nothing'

it.for([
  { name: 'null', value: null, nothing: true },
  { name: 'an empty list', value: [], nothing: true },
  { name: 'an empty text', value: '', nothing: true },
  { name: 'a flag that is off', value: false, nothing: true },
  { name: 'a mode that is off', value: { Mode: 'off' }, nothing: true },
  { name: 'a structure without members', value: {}, nothing: true },
  { name: 'a structure of empty members', value: { metricConfigurations: [], of: { any: null } }, nothing: true },
  { name: 'what is switched off, whatever else it says', value: { enabled: false, namespace: 'app' }, nothing: true },
  { name: 'what is not enabled', value: { enable: false, healthyPercent: 50 }, nothing: true },
  { name: 'the same in capitals', value: { Enabled: false, DurationSeconds: 60 }, nothing: true },
  { name: 'a list with an item', value: [{}], nothing: false },
  { name: 'a text', value: 'arn', nothing: false },
  { name: 'a flag that is on', value: true, nothing: false },
  { name: 'a number', value: 0, nothing: false },
  { name: 'a date', value: new Date(0), nothing: false },
  { name: 'bytes', value: new Uint8Array(), nothing: false },
  { name: 'what is switched on', value: { enabled: true }, nothing: false },
  { name: 'one member that asks', value: { a: [], b: { c: 'x' } }, nothing: false },
])('$name: $nothing', ({ value, nothing }) => {
  expect(asksForNothing(value)).toBe(nothing)
})
