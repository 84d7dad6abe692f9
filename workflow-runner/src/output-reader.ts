import { commandNames, parseCommand, type Command } from './command.ts'
import type { Masks } from './masks.ts'
import type { LogLine } from './run.ts'
import type { Transcript } from './transcript.ts'

/** Reads what an action prints, line by line: carries commands out and shows the rest. */
export interface OutputReader {
  readonly line: (stream: LogLine['stream'], text: string) => void
  /** Set by `::set-output` and `::save-state`, which are deprecated and still work. */
  readonly outputs: ReadonlyMap<string, string>
  readonly state: ReadonlyMap<string, string>
  /** A command that could not be carried out fails the step. */
  readonly failed: boolean
}

export function createOutputReader(transcript: Transcript, masks: Masks): OutputReader {
  const reader = {
    outputs: new Map<string, string>(),
    state: new Map<string, string>(),
    failed: false,
    /** While it is set, only a command of this name is one. */
    stopped: undefined as string | undefined,
    echo: false,
    line(stream: LogLine['stream'], text: string): void {
      const { stopped } = reader
      const command = parseCommand(text, (name) => (stopped === undefined ? commandNames.has(name) : name === stopped))
      if (command === undefined) showText(transcript, stream, text)
      else if (stopped !== undefined || command.name === 'stop-commands') {
        transcript.show('text', text, stream)
        attempt(text, () => (reader.stopped = stopped === undefined ? stopToken(command.data) : undefined))
      } else {
        if (reader.echo && !quiet.has(command.name)) transcript.show('text', text, stream)
        attempt(quiet.has(command.name) ? command.name : text, () => carryOut(command, stream))
      }
    },
  }

  function attempt(what: string, act: () => void): void {
    try {
      act()
    } catch (error) {
      reader.failed = true
      transcript.annotate('error', `Unable to process command '${what}' successfully.`)
      transcript.annotate('error', error instanceof Error ? error.message : String(error))
    }
  }

  function carryOut({ name, properties, data }: Command, stream: LogLine['stream']): void {
    if (name === 'error' || name === 'warning' || name === 'notice') transcript.annotate(name, data, properties, stream)
    else if (name === 'debug' || name === 'group') transcript.show(name, data, stream)
    else if (name === 'endgroup') transcript.show('endgroup', '', stream)
    else if (name === 'add-mask') addMask(data)
    else if (name === 'set-output') reader.outputs.set(deprecated(name, properties), data)
    else if (name === 'save-state') reader.state.set(deprecated(name, properties), data)
    else if (name === 'echo') reader.echo = onOrOff(data)
    else if (name === 'set-env' || name === 'add-path') throw new Error(disabled(name))
    else transcript.show('debug', `${name} is not carried out here: problem matchers are not applied`, stream)
  }

  function addMask(secret: string): void {
    if (secret.trim() === '') {
      transcript.annotate('warning', "Can't add secret mask for empty string in ##[add-mask] command.")
      return
    }
    if (reader.echo) transcript.show('text', '::add-mask::***')
    masks.add(secret)
  }

  /** The name to set; the warning is the runner's. */
  function deprecated(command: string, properties: Command['properties']): string {
    const name = properties['name']
    if (name === undefined) throw new Error(`Required field 'name' is missing in ##[${command}] command.`)
    transcript.annotate(
      'warning',
      `The \`${command}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files.`,
    )
    return name
  }

  return reader
}

/** Commands whose own line is never shown, also when echo is on. */
const quiet: ReadonlySet<string> = new Set(['add-mask', 'debug', 'error', 'notice', 'warning'])

/** `[command]` begins the line in which a tool shows what it is about to run. */
function showText(transcript: Transcript, stream: LogLine['stream'], text: string): void {
  const shown = /^(?:##)?\[command\](.*)$/.exec(text)
  transcript.show(shown === null ? 'text' : 'command', shown?.[1] ?? text, stream)
}

function stopToken(token: string): string {
  const name = token.toLowerCase()
  if (name === '' || name === 'pause-logging' || commandNames.has(name)) {
    throw new Error(
      "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.",
    )
  }
  return name
}

function onOrOff(data: string): boolean {
  const value = data.trim().toLowerCase()
  if (value === 'on' || value === 'off') return value === 'on'
  throw new Error(`Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${data}'.`)
}

function disabled(name: string): string {
  return `The \`${name}\` command is disabled. Please upgrade to using Environment Files.`
}
