/**
 * What a developer's own shell may have that an AWS SDK takes before the cloud's keys and address, or that turns the
 * address into another one. The JavaScript SDK ignores keys in the environment where there is a profile.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html#EVarSettings
 */
const inTheWay: readonly RegExp[] = [
  /^AWS_(DEFAULT_)?PROFILE$/,
  /^AWS_ROLE_(ARN|SESSION_NAME)$/,
  /^AWS_WEB_IDENTITY_TOKEN_FILE$/,
  /^AWS_CONTAINER_/,
  /^AWS_(SECURITY_TOKEN|CREDENTIAL_EXPIRATION)$/,
  /^AWS_ENDPOINT_URL_/,
  /^AWS_IGNORE_CONFIGURED_ENDPOINT_URLS$/,
  /^AWS_USE_(FIPS|DUALSTACK)_ENDPOINT$/,
  /^AWS_ACCOUNT_ID(_ENDPOINT_MODE)?$/,
]

const namesInTheWay = (own: NodeJS.ProcessEnv): readonly string[] =>
  Object.keys(own).filter((name) => inTheWay.some((pattern) => pattern.test(name)))

/** The environment of a command: the shell's own, with the cloud's and without what is in its way. */
export function commandEnvironment(cloud: Readonly<Record<string, string>>, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const dropped = new Set(namesInTheWay(own))
  return { ...Object.fromEntries(Object.entries(own).filter(([name]) => !dropped.has(name))), ...cloud }
}

/** The same as lines that a POSIX shell evaluates; `pid` is the process that serves. */
export function shellLines(cloud: Readonly<Record<string, string>>, pid: number, own: NodeJS.ProcessEnv): string {
  const dropped = namesInTheWay(own).map((name) => `unset ${name}\n`)
  const set = Object.entries({ ...cloud, LOCAL_CLOUD_PID: String(pid) }).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'\n`,
  )
  return [...dropped, ...set].join('')
}
