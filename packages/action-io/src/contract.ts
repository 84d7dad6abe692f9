/** What an action takes and gives, as data. Its action.yml says the same, which `scripts/test/contracts.test.ts` sees to. */
export interface Contract {
  /** The action's folder. It begins every line that fails a step. */
  readonly name: string
  readonly inputs: Readonly<Record<string, Input>>
  /** Names, in the order of action.yml. An action with `verdict`, `reason` and `message` judges. */
  readonly outputs: readonly string[]
}

export type Input =
  | (AnyInput & {
      readonly type: 'text'
      /** It is masked when it is read, and no message shows it. */
      readonly secret?: true
    })
  /** Items separated by commas or line breaks, trimmed, without empty ones. */
  | (AnyInput & { readonly type: 'list' })
  /** `true` or `false`, in any case. */
  | (WithDefault & { readonly type: 'flag' })
  | (WithDefault & { readonly type: 'choice'; readonly values: readonly string[] })
  /** Such as `30s`, `5m` or `1.5h`, read as milliseconds. The bounds are included. */
  | (AnyInput & { readonly type: 'duration'; readonly min?: string; readonly max?: string })
  /** A whole number. The bounds are included. */
  | (WithDefault & { readonly type: 'integer'; readonly min: number; readonly max: number })

type WithDefault = AnyInput & { readonly default: string }

interface AnyInput {
  /** As a user would write it, and as action.yml has it. An expression of GitHub is only filled in by a runner. */
  readonly default?: string
  /** An empty value is a failure, and so is none. */
  readonly required?: true
  /**
   * What an empty value means; by default the same as none.
   * - `refused`: for an input that asks for a check. The runner fills in a default only where the key is absent, so an
   *   output that is misspelt or a variable that is not set arrives as an empty text, which must not switch a check off.
   *   The default is then the word that does so on purpose, such as `any`.
   * - `kept`: an empty value is a choice of its own, such as a prefix of nothing.
   */
  readonly empty?: 'refused' | 'kept'
}

/**
 * What a contract must be beside a `Contract`: without a property that the type of its input lacks. A contract is a
 * constant of its own, where TypeScript lets such a property pass, and `emtpy: 'refused'` would refuse nothing.
 */
export interface OnlyKnownProperties<C extends Contract> {
  readonly inputs: { readonly [Name in keyof C['inputs']]: Unknown<C['inputs'][Name]> }
}

type Unknown<I extends Input> = {
  readonly [Property in Exclude<keyof I, keyof Extract<Input, { readonly type: I['type'] }>>]?: never
}

export type InputName<C extends Contract> = keyof C['inputs'] & string

/** Every output of an action; leaving one out, or adding one that its contract lacks, is an error of types. */
export type Outputs<C extends Contract> = Readonly<Record<C['outputs'][number], string>>

/** The inputs as typed values. Only a duration may have no default, and is `undefined` where it was not given. */
export type Values<C extends Contract> = { readonly [Name in keyof C['inputs']]: Value<C['inputs'][Name]> }

type Value<I> = I extends { readonly type: 'list' }
  ? readonly string[]
  : I extends { readonly type: 'flag' }
    ? boolean
    : I extends { readonly type: 'choice'; readonly values: readonly (infer T)[] }
      ? T
      : I extends { readonly type: 'duration' }
        ? I extends { readonly default: string }
          ? number
          : number | undefined
        : I extends { readonly type: 'integer' }
          ? number
          : string
