import { higherBump, type Bump } from './bump.ts'

/** What a type, in a scope or in any, asks for. */
export interface RuleTable {
  /** The bump of a header and the rule that gave it, as `feat(api): none`; `undefined` when no rule speaks of it. */
  bumpOf(type: string, scope: string | undefined): RuledBump | undefined
  /** The bump of a breaking change, whatever its type. */
  readonly breaking: Bump
}

export interface RuledBump {
  readonly bump: Bump
  /** The rule in words. */
  readonly rule: string
}

/** A line that is no rule, counted from 1. */
export interface RuleProblem {
  readonly problem: string
  readonly line: number
  readonly text: string
}

/** Maps, not objects: `constructor: x` is a commit message too. Keys are in lower case. */
interface Rules {
  readonly breaking: Bump
  readonly types: ReadonlyMap<string, RuledBump>
  /** By scope; then by type, `*` for any. */
  readonly scopes: ReadonlyMap<string, ReadonlyMap<string, RuledBump>>
}

const defaults: Rules = {
  breaking: 'major',
  types: new Map(
    (
      [
        ['feat', 'minor'],
        ['fix', 'patch'],
        ['perf', 'patch'],
        ['revert', 'patch'],
      ] as const
    ).map(([type, bump]) => [type, { bump, rule: `${type}: ${bump}` }]),
  ),
  scopes: new Map(),
}

/** feat minor; fix, perf and revert patch; breaking major. */
export const defaultRules: RuleTable = ruleTable(defaults)

const line = /^(?:(breaking)|(\*|[^\s:()!*]+)(?:\(([^()]*)\))?)\s*:\s*(\S.*)$/i

const bumps: ReadonlySet<string> = new Set(['major', 'minor', 'patch', 'none'])

/**
 * Reads rules, a line each: `type: bump`, `type(scope): bump`, `*(scope): bump`, `breaking: bump`. Blank lines and lines
 * that begin with `#` are passed over. They are laid over the defaults; of two for the same thing the later one holds.
 */
export function parseRules(text: string): RuleTable | RuleProblem {
  const types = new Map(defaults.types)
  const scopes = new Map<string, Map<string, RuledBump>>()
  let breaking = defaults.breaking
  for (const [index, each] of text.split(/\r?\n/).entries()) {
    const rule = each.trim()
    if (rule === '' || rule.startsWith('#')) continue
    const [, breakingWord, typeWord = '', inParentheses, bumpWord = ''] = line.exec(rule) ?? []
    const scope = inParentheses?.trim()
    const bump = bumpWord.toLowerCase()
    const problem = ruleProblem(breakingWord ?? typeWord, scope, bump)
    if (problem !== undefined || !isBump(bump)) return { problem: problem ?? '', line: index + 1, text: rule }
    const type = typeWord.toLowerCase()
    if (breakingWord !== undefined) breaking = bump
    else if (scope === undefined) types.set(type, { bump, rule: `${type}: ${bump}` })
    else setInScope(scopes, type, { scope: scope.toLowerCase(), bump })
  }
  return ruleTable({ breaking, types, scopes })
}

function setInScope(
  scopes: Map<string, Map<string, RuledBump>>,
  type: string,
  { scope, bump }: { readonly scope: string; readonly bump: Bump },
): void {
  const ofScope = scopes.get(scope) ?? new Map<string, RuledBump>()
  scopes.set(scope, ofScope.set(type, { bump, rule: `${type}(${scope}): ${bump}` }))
}

function isBump(text: string): text is Bump {
  return bumps.has(text)
}

function ruleProblem(type: string, scope: string | undefined, bump: string): string | undefined {
  if (type === '' || scope === '')
    return 'not a rule: write `type: bump`, `type(scope): bump`, `*(scope): bump` or `breaking: bump`'
  if (!isBump(bump)) return `the bump \`${bump}\` is unknown: write major, minor, patch or none`
  if (type === '*' && scope === undefined) return '`*` needs a scope: write `*(scope): bump`'
  if (scope?.includes(',') === true) return `the scope \`${scope}\` is a list: write a line for each scope`
  return undefined
}

/** The most specific rule wins: type and scope, then the scope for any type, then the type. */
function ruleTable({ breaking, types, scopes }: Rules): RuleTable {
  const inScope = (type: string, scope: string | undefined): RuledBump | undefined => {
    const named = scope === undefined || scopes.size === 0 ? undefined : scopes.get(scope.toLowerCase())
    return named?.get(type) ?? named?.get('*') ?? types.get(type)
  }
  const bumpOf = (type: string, scope: string | undefined): RuledBump | undefined => {
    const lower = type.toLowerCase()
    if (scopes.size === 0 || scope?.includes(',') !== true) return inScope(lower, scope)
    return scope.split(',').reduce<RuledBump | undefined>((highest, each) => {
      const found = inScope(lower, each.trim())
      if (highest === undefined || found === undefined) return highest ?? found
      return highest.bump === higherBump(highest.bump, found.bump) ? highest : found
    }, undefined)
  }
  return { breaking, bumpOf }
}
