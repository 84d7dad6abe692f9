import { expect, it } from 'vitest'
import { invalid } from '@slipway/local-cloud-ecs/ecs/errors'
import { checkTags } from '@slipway/local-cloud-ecs/ecs/tags'

const many = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `k${index}` }))

it.for([
  { name: 'a key without a value', tags: [{ key: 'a' }] },
  { name: 'every character that is allowed', tags: [{ key: 'Ä b_.:/=+-@1', value: 'Ä b_.:/=+-@1' }] },
  { name: 'keys that differ in case', tags: [{ key: 'a' }, { key: 'A' }] },
  { name: 'fifty', tags: many(50) },
  { name: 'the longest', tags: [{ key: 'k'.repeat(128), value: 'v'.repeat(256) }] },
  { name: 'aws without a colon', tags: [{ key: 'aws-account', value: 'awsome' }] },
])('takes $name', ({ tags }) => {
  expect(() => checkTags(tags, invalid)).not.toThrow()
})

it.for([
  { name: 'fifty-one', tags: many(51), says: 'a resource has at most 50 tags, not 51' },
  { name: 'a key that is given twice', tags: [{ key: 'a' }, { key: 'a', value: '2' }], says: 'a is given twice' },
  { name: 'no key', tags: [{ value: 'v' }], says: 'a key must not be empty' },
  { name: 'an empty key', tags: [{ key: '' }], says: 'a key must not be empty' },
  { name: 'a key of AWS', tags: [{ key: 'Aws:x' }], says: 'the key Aws:x begins with aws:' },
  { name: 'a value of AWS', tags: [{ key: 'a', value: 'aws:x' }], says: 'the value aws:x begins with aws:' },
  { name: 'too long a key', tags: [{ key: 'k'.repeat(129) }], says: 'more than 128 characters' },
  { name: 'too long a value', tags: [{ key: 'a', value: 'v'.repeat(257) }], says: 'more than 256 characters' },
  { name: 'other characters', tags: [{ key: 'a?' }], says: 'the key a? has other characters' },
])('refuses $name', ({ tags, says }) => {
  expect(() => checkTags(tags, invalid)).toThrow(says)
})
