import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { describe, Failure } from '@slipway/outcome'
import type { OciErrorCode } from '../error.ts'

/** Who may have the image, in the order asked, and how it is told to give it. */
const engines = [
  { program: 'docker', args: ['save', '--'] },
  { program: 'podman', args: ['save', '--format', 'docker-archive', '--'] },
] as const

const longestComplaint = 2000

/** Streams an image of the local engine, Docker's or Podman's, into `file` as `docker save` writes it. */
export async function saveFromEngine(name: string, file: string, signal: AbortSignal): Promise<string> {
  const complaints: string[] = []
  for (const { program, args } of engines) {
    const complaint = await save(program, [...args, name], file, signal)
    if (complaint === undefined) return file
    complaints.push(`${program}: ${complaint}`)
  }
  throw new Failure<OciErrorCode>('SOURCE_UNREADABLE', `docker-daemon:${name}: ${complaints.join('; ')}`, {
    remedy: 'load the image into the engine of this job (load: true of docker/build-push-action), or name it as listed',
  })
}

/** What the engine had to say when it gave no image. */
async function save(
  program: string,
  args: readonly string[],
  file: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], signal })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, longestComplaint)))
  const ended = new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve('code' in error && error.code === 'ENOENT' ? 'not installed' : error.message))
    child.on('close', (code) => resolve(code === 0 ? undefined : oneLine(said) || `ended with ${code}`))
  })
  const written = pipeline(child.stdout, createWriteStream(file)).then(() => undefined, describe)
  const [complaint, unwritten] = await Promise.all([ended, written])
  signal.throwIfAborted()
  return complaint ?? unwritten
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/(?<!\s)\s*\n\s*/g, ' ')
}
