export type Json = Readonly<Record<string, unknown>>

/** What an edit made beside the entry itself, so that taking it back takes back that much and no more. */
export interface Made {
  readonly auths: boolean
  /** `credHelpers[host]: ''` was added. */
  readonly override: boolean
  readonly credHelpers: boolean
}

export type Added =
  /** A credential helper is set for this host: a written credential would not be looked at. */
  | { readonly kind: 'left'; readonly helper: string }
  | {
      readonly kind: 'added'
      readonly config: Json
      /** The entry that stood there before. */
      readonly previous?: unknown
      /** The store for all hosts that the entry goes before. */
      readonly store?: string
      readonly made: Made
    }

/**
 * A Docker configuration with one registry's credential in it; everything else stays as it is.
 *
 * Docker reads `auths[host]` only where it has neither a helper for the host nor a store for all: of those two, a helper
 * goes first, and an empty one means none (docker/cli, getConfiguredCredentialStore). `override` allows to set that,
 * where there is a store; containers/image, which knows no store, takes an empty helper for a program without a name.
 */
export function addLogin(config: Json, host: string, auth: string, override: boolean): Added {
  const helpers = objectAt(config, 'credHelpers')
  const helper = helpers?.[host]
  if (typeof helper === 'string' && helper !== '') return { kind: 'left', helper }
  const auths = objectAt(config, 'auths')
  const store = config['credsStore']
  const covered = override && typeof store === 'string' && store !== '' && helper === undefined
  return {
    kind: 'added',
    config: {
      ...config,
      auths: { ...auths, [host]: { auth } },
      ...(covered ? { credHelpers: { ...helpers, [host]: '' } } : {}),
    },
    ...(auths !== undefined && Object.hasOwn(auths, host) ? { previous: auths[host] } : {}),
    ...(covered ? { store } : {}),
    made: {
      auths: !Object.hasOwn(config, 'auths'),
      override: covered,
      credHelpers: covered && !Object.hasOwn(config, 'credHelpers'),
    },
  }
}

/** The credential of a host, as `addLogin` writes it. */
export function authOf(config: Json, host: string): string | undefined {
  const entry = objectAt(config, 'auths')?.[host]
  const auth = typeof entry === 'object' && entry !== null && 'auth' in entry ? entry.auth : undefined
  return typeof auth === 'string' ? auth : undefined
}

/** Takes back what `addLogin` did; `previous` is put in the entry's place. */
export function removeLogin(config: Json, host: string, made: Made, previous?: { readonly entry: unknown }): Json {
  const auths = objectAt(config, 'auths') ?? {}
  const others = previous === undefined ? without(auths, host) : { ...auths, [host]: previous.entry }
  const helpers = objectAt(config, 'credHelpers') ?? {}
  const changed = { ...config, auths: others }
  const bare = made.auths && isEmpty(others) ? without(changed, 'auths') : changed
  if (!made.override || helpers[host] !== '') return bare
  const left = without(helpers, host)
  return made.credHelpers && isEmpty(left) ? without(bare, 'credHelpers') : { ...bare, credHelpers: left }
}

export function isEmpty(object: Json): boolean {
  return Object.keys(object).length === 0
}

function objectAt(config: Json, key: string): Json | undefined {
  const value = config[key]
  return typeof value === 'object' && value !== null ? (value as Json) : undefined
}

function without(object: Json, key: string): Json {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
}
