import { formatDuration } from '@slipway/outcome'
import { invalidInput, readContract, type Reading } from '@slipway/action-io'
import { leastMs } from '@slipway/health'
import { shownUrl, urlFault } from '@slipway/probe'
import type { DeployRequest, VerifyRequest } from '@slipway/service-deployment/deploy/request'
import { contract } from './contract.ts'

type Inputs = Reading<typeof contract>

/** The inputs of action.yml, validated; a failure names each that cannot be used. */
export function readInputs(): DeployRequest {
  return readContract(contract, (inputs) => ({
    cluster: inputs.values.cluster,
    service: inputs.values.service,
    taskDefinition: inputs.values['task-definition'],
    container: inputs.values.container,
    image: inputs.attempt(['image'], () => checkedImage(inputs.values.image)),
    timeoutMs: inputs.values.timeout,
    pollMs: inputs.values['poll-interval'],
    verify: verify(inputs),
  }))
}

function checkedImage(text: string): string {
  const wanted = imageFault(text)
  if (wanted !== undefined) throw invalidInput('image', text, wanted)
  return text
}

/** What a text that is no image should have been: an output that is empty leaves `name:` or `name@` behind. */
function imageFault(text: string): string | undefined {
  if (/\s/.test(text)) return 'one image reference'
  if (text.includes('://')) return 'an image without a scheme, such as registry.example/api:v1'
  if (text.endsWith(':') && !text.includes('@')) return 'an image whose tag is not empty'
  const isWhole = !text.includes('@') || /@sha256:[0-9a-f]{64}$/.test(text)
  return isWhole ? undefined : 'an image whose digest is written in full: @sha256: and 64 hexadecimal digits'
}

function verify(inputs: Inputs): VerifyRequest | undefined {
  const { values, attempt } = inputs
  const url = attempt(['verify-url', 'verify-version'], () => checkedUrl(values))
  const pace = {
    timeoutMs: values['verify-timeout'],
    intervalMs: values['verify-interval'],
    attemptTimeoutMs: values['verify-attempt-timeout'],
    successes: values['verify-successes'],
  }
  if (url === 'none') return undefined
  for (const name of ['verify-timeout', 'timeout'] as const) refuseTooShort(inputs, name, pace)
  const version = values['verify-version']
  return { url, version: version === 'any' ? '' : version, ...pace }
}

function checkedUrl({ 'verify-url': url, 'verify-version': version }: Inputs['values']): string {
  if (url === 'none' && version === 'any') return url
  if (url === 'none') throw invalidInput('verify-url', url, `the URL that is to answer with version ${version}`)
  const fault = urlFault(url)
  if (fault !== undefined) throw invalidInput('verify-url', shownUrl(url), fault)
  return url
}

/** Refuses a time in which the verification cannot pass. */
function refuseTooShort(
  { values, written, attempt }: Inputs,
  name: 'timeout' | 'verify-timeout',
  pace: Pick<VerifyRequest, 'successes' | 'intervalMs'>,
): void {
  attempt([name, 'verify-interval', 'verify-successes'], () => {
    const least = leastMs(pace)
    if (values[name] > least) return
    const time = `longer than the ${formatDuration(least)} that ${pace.successes} right answers in a row take`
    throw invalidInput(name, written(name), `${time}, ${formatDuration(pace.intervalMs)} apart`)
  })
}
