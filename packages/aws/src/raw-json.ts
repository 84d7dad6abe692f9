import type {
  DeserializeHandler,
  DeserializeHandlerArguments,
  DeserializeHandlerOutput,
  MiddlewareStack,
  Provider,
  SerializeHandler,
  SerializeHandlerArguments,
} from '@smithy/types'

/**
 * The SDK serialises by its own schema and drops members it does not know, without a word, in both directions.
 * These middlewares carry the JSON itself, so that settings newer than the bundled SDK pass through untouched.
 */
export interface RawCommand {
  // oxlint-disable-next-line typescript/no-explicit-any -- every command has its own types; none of them is read here
  readonly middlewareStack: MiddlewareStack<any, any>
}

/** Sends `document` as the body of this one command, whatever its input says. */
export function sendRaw(command: RawCommand, document: object): void {
  const body = JSON.stringify(document)
  const middleware = (next: SerializeHandler<object, object>) => (args: SerializeHandlerArguments<object>) => {
    Object.assign(args.request as object, { body })
    return next(args)
  }
  const name = 'rawJsonRequest'
  command.middlewareStack.addRelativeTo(middleware, { name, relation: 'after', toMiddleware: 'serializerMiddleware' })
}

/** The JSON of this one command's successful answer, once it has been sent; its typed output stays as it is. */
export function keepRaw(command: RawCommand): Provider<unknown> {
  let kept: unknown
  const middleware =
    (next: DeserializeHandler<object, object>) => async (args: DeserializeHandlerArguments<object>) => {
      const result = await next(args)
      kept = await replay(result)
      return result
    }
  const name = 'rawJsonResponse'
  command.middlewareStack.addRelativeTo(middleware, { name, relation: 'after', toMiddleware: 'deserializerMiddleware' })
  return () => Promise.resolve(kept)
}

interface RawResponse {
  readonly statusCode: number
  body: AsyncIterable<Uint8Array> | Uint8Array
}

/** Reads the body and puts it back for the SDK; an error answer is left to the SDK alone. */
async function replay(result: DeserializeHandlerOutput<object>): Promise<unknown> {
  const response = result.response as RawResponse
  if (response.statusCode !== 200) return undefined
  const bytes = response.body instanceof Uint8Array ? response.body : await collect(response.body)
  response.body = bytes
  return JSON.parse(new TextDecoder().decode(bytes))
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
