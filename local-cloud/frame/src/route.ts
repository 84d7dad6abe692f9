import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CloudContext } from './context.ts'

/** One HTTP request and where its answer goes. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly requestId: string
}

/** A part of the one HTTP server, chosen by path, or by who sends it: the AWS endpoint, the registry, GitHub, git, control. */
export interface Route<Context extends CloudContext = CloudContext> {
  readonly name: string
  /** What is in it ends the work of the others, so nobody waits for it. */
  readonly apart?: true
  matches(method: string, path: string, exchange: Exchange): boolean
  /** A throw becomes a plain 500 with the message; protocols answer their own errors. */
  handle(context: Context, exchange: Exchange): void | Promise<void>
}
