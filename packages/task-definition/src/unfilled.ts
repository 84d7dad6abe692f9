import { isObject, type JsonObject } from './json-object.ts'

/**
 * Members that hold a placeholder of a template (`${ROLE}`, `<ACCOUNT_ID>`, `__FAMILY__`, `arn:aws:iam::ACCOUNT:role/x`),
 * and containers without an image, as paths without values. Looked at is only what AWS gives a form that no placeholder
 * has: a command, an environment or a log tag may hold such text on purpose.
 */
export function unfilled(document: JsonObject): readonly string[] {
  return [
    ...formed('', document, ['family', 'cpu', 'memory', 'networkMode', 'taskRoleArn', 'executionRoleArn']),
  ].concat(objects(document['containerDefinitions']).flatMap((one) => [...container(one)]))
}

function* container(definition: JsonObject): Generator<string> {
  const path = `containerDefinitions[${String(definition['name'])}]`
  const { image, secrets, environmentFiles, logConfiguration, repositoryCredentials } = definition
  yield* formed(`${path}.`, definition, ['name', 'image'])
  if (image === undefined || image === '') yield `${path}.image`
  for (const secret of objects(secrets))
    yield* formed(`${path}.secrets[${String(secret['name'])}].`, secret, ['valueFrom'])
  for (const file of objects(environmentFiles)) yield* formed(`${path}.environmentFiles.`, file, ['value'])
  yield* formed(`${path}.repositoryCredentials.`, repositoryCredentials, ['credentialsParameter'])
  const options = isObject(logConfiguration) ? logConfiguration['options'] : undefined
  const at = `${path}.logConfiguration.options.`
  yield* formed(at, options, ['awslogs-group'])
  const region = isObject(options) ? options['awslogs-region'] : undefined
  if (typeof region === 'string' && !isRegion(region)) yield `${at}awslogs-region`
}

function* formed(path: string, object: unknown, names: readonly string[]): Generator<string> {
  if (!isObject(object)) return
  for (const name of names) {
    const value = object[name]
    if (typeof value === 'string' && isPlaceholder(value)) yield `${path}${name}`
  }
}

function isPlaceholder(value: string): boolean {
  return marks.test(value) || isArnWithWords(value) || isRegistryWithWords(value)
}

const marks = /[<>${}]|^__\w+__$|^%\w+%$/

/** `arn:partition:service:region:account:…`: an account is digits (or `aws`), a region has lower-case letters. */
function isArnWithWords(value: string): boolean {
  const [arn, , , region = '', account = ''] = value.split(':')
  return arn === 'arn' && (!/^(\d*|aws)$/.test(account) || !isRegion(region))
}

function isRegistryWithWords(value: string): boolean {
  const [, account = '', region = ''] = /^([^./]+)\.dkr\.ecr\.([^./]+)\.amazonaws\./.exec(value) ?? []
  return !/^\d*$/.test(account) || !isRegion(region)
}

function isRegion(text: string): boolean {
  return /^[a-z0-9-]*$/.test(text)
}

function objects(list: unknown): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : []
}
