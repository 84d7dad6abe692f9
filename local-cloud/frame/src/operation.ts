/** Who calls, and what the call is known by. */
export interface Call {
  readonly accessKeyId: string
  readonly requestId: string
}

/** One operation of one service: what it does, and what the local cloud promises of it. */
export interface Operation<Context = never, Input extends object = object, Output extends object = object> {
  /** The AWS page this is written from. */
  readonly page: string
  /** Input members that are understood; any other is refused by name. */
  readonly accepts: readonly (keyof Input & string)[]
  /** Keeps members that the model does not know instead of refusing them; they are in `raw`. */
  readonly keepsUnknown?: boolean
  /**
   * Output members (dotted paths) that every success must carry: `a.b`, `a[].b` for each item of a list,
   * `a?.b` where `a` itself may be missing.
   */
  readonly returns: readonly string[]
  /** `raw` is the parsed body before typing: unknown members are still in it. */
  run(context: Context, input: Input, call: Call, raw: Readonly<Record<string, unknown>>): Output | Promise<Output>
}

/** Output of a command without what the SDK itself adds. */
export type Answer<CommandOutput> = Omit<CommandOutput, '$metadata'>

/** How a request and its answer are written. https://smithy.io/2.0/aws/protocols/index.html */
export type Protocol =
  | { readonly kind: 'json'; readonly version: '1.0' | '1.1'; readonly targetPrefix: string }
  | { readonly kind: 'query'; readonly version: string; readonly namespace: string }
  /** Told apart by method and path, which the SDK's schemas give. */
  | { readonly kind: 'rest-json' }
  /** `POST /service/NAME/operation/OPERATION`; NAME is the service's in its model. */
  | { readonly kind: 'cbor'; readonly serviceName: string }

export interface Service<Context = never> {
  /** The endpoint's short name, as in `AWS_ENDPOINT_URL_<NAME>` and in a SigV4 scope: ecs, ecr, … */
  readonly name: string
  /** Every protocol that the service speaks: which one a client takes depends on its age. */
  readonly protocols: readonly Protocol[]
  readonly operations: Readonly<Record<string, Operation<Context>>>
}

/** Names and values are those of JSON, as in all protocols but Query. */
export function isJsonLike({ kind }: Protocol): boolean {
  return kind !== 'query'
}
