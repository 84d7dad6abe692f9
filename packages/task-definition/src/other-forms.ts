import { isObject, type JsonObject } from './json-object.ts'

/** What a file without a readable definition is instead, and what to do about it. */
export interface OtherForm {
  readonly is: string
  readonly remedy: string
}

interface Form extends OtherForm {
  matches(json: JsonObject): boolean
}

/** First match wins. */
const forms: readonly Form[] = [
  {
    is: 'it is a CloudFormation template, whose members have other names',
    remedy:
      'register it with CloudFormation and give its family or ARN, or write it as RegisterTaskDefinition takes it',
    matches: (json) => isObject(json['Resources']) || isObject(json['Properties']),
  },
  {
    is: 'it is an AppSpec of CodeDeploy, not a task definition',
    remedy: 'give the file of the task definition',
    matches: (json) => Array.isArray(json['Resources']),
  },
  {
    is: 'it is a Compose file, not a task definition',
    remedy: 'write the task definition as RegisterTaskDefinition takes it',
    matches: (json) => isObject(json['services']),
  },
  {
    is: 'it is a Kubernetes manifest, not a task definition',
    remedy: 'write the task definition as RegisterTaskDefinition takes it',
    matches: (json) => 'apiVersion' in json && 'kind' in json,
  },
]

/** For a list or an object that is no definition. */
export function otherForm(json: unknown): OtherForm | undefined {
  if (Array.isArray(json)) return list(json)
  if (!isObject(json)) return { is: 'it is not a JSON object', remedy: plain }
  return forms.find((form) => form.matches(json)) ?? misspelt(json) ?? wrapped(json)
}

const plain = 'write it as RegisterTaskDefinition takes it: {"family": …, "containerDefinitions": […]}'

function list(items: readonly unknown[]): OtherForm {
  const containers = items.some((item) => isObject(item) && 'image' in item)
  return {
    is: containers
      ? 'it is a list of container definitions without the task definition around it'
      : 'it is a list, not a JSON object',
    remedy: 'put it into {"family": …, "containerDefinitions": […]}',
  }
}

/** `ContainerDefinitions` as CloudFormation writes it, `container_definitions` as Terraform does. */
function misspelt(json: JsonObject): OtherForm | undefined {
  for (const right of ['containerDefinitions', 'family']) {
    const wrong = right in json ? undefined : Object.keys(json).find((name) => plainName(name) === right.toLowerCase())
    if (wrong === undefined) continue
    return {
      is: `${right} is written as ${wrong}, and ECS tells capital and small letters apart`,
      remedy: 'write every member as RegisterTaskDefinition names it, e.g. family, containerDefinitions, portMappings',
    }
  }
  return undefined
}

function plainName(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase()
}

function wrapped(json: JsonObject): OtherForm | undefined {
  const around = Object.entries(json).find(([, value]) => isObject(value) && holdsContainers(value))
  if (around === undefined) return undefined
  const [name] = around
  return { is: `the definition is inside of ${name}`, remedy: `give a file that holds only what is inside of ${name}` }
}

function holdsContainers(value: JsonObject): boolean {
  return Object.keys(value).some((name) => plainName(name) === 'containerdefinitions')
}
