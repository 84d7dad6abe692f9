import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { readFileSync } from 'node:fs'

const text = readFileSync(new URL('schema/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8')
// Nothing in it differs between draft 4, which it names, and draft 7 but the name of `id`.
const { $schema: _, id: $id, ...schema } = JSON.parse(text) as { readonly $schema: string; readonly id: string }
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats.default(ajv)
const validate = ajv.compile({ ...schema, $id })

/** What of a SARIF file is not as the schema of SARIF 2.1.0 wants it. */
export function schemaErrors(sarif: string): readonly string[] {
  validate(JSON.parse(sarif))
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
