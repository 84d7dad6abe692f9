import type { FoundPackage } from '../finding.ts'
import {
  between,
  items,
  optionalMember,
  optionalName,
  listed,
  member,
  name,
  prose,
  refuse,
  type Place,
} from './place.ts'
import { scoutPackages } from './sarif-scout.ts'
import { readRating, type SarifRating } from './sarif-severity.ts'

/** What a rule says of every result of it. */
export interface SarifRule {
  readonly id: string
  readonly title: string | undefined
  readonly description: string | undefined
  readonly uri: string | undefined
  readonly rating: SarifRating
  /** Where the tool writes them into its rule. */
  readonly packages: readonly FoundPackage[]
  /** Of its results that have none of their own. */
  readonly level: string
  readonly tags: readonly string[]
}

interface Component {
  readonly list: readonly SarifRule[]
  readonly byId: ReadonlyMap<string, SarifRule>
}

/** Finds a result's rule: by id or index, in the driver or in the extension that it names (SARIF 2.1.0, 3.52). */
export function rulesOf(run: Place): (result: Place) => SarifRule {
  const tool = member(run, 'tool')
  const driver = readComponent(member(tool, 'driver'))
  const extensions = items(tool, 'extensions').map(readComponent)
  return (result) => {
    const reference = optionalMember(result, 'rule')
    const component = (reference && extensions[extensionIndex(reference) ?? -1]) ?? driver
    const index = indexOf(result, 'ruleIndex') ?? (reference && indexOf(reference, 'index'))
    const id = optionalName(result, 'ruleId') ?? (reference && optionalName(reference, 'id'))
    const indexed = index === undefined ? undefined : component.list[index]
    const rule = indexed !== undefined && isOf(id, indexed) ? indexed : (ruleNamed(component, id) ?? indexed)
    if (rule === undefined && id === undefined) refuse(member(result, 'ruleId'), 'the id of a rule')
    return { ...(rule ?? unknownRule), id: id ?? rule?.id ?? '' }
  }
}

/** SARIF 2.1.0, 3.50.3. */
const unlevelled = 'warning'

const unknownRule: Omit<SarifRule, 'id'> = {
  title: undefined,
  description: undefined,
  uri: undefined,
  rating: {},
  packages: [],
  level: unlevelled,
  tags: [],
}

/** A result's id may name a part of a rule: `CA1000/1` is of the rule `CA1000` (SARIF 2.1.0, 3.52.4). */
function ruleNamed({ byId }: Component, id: string | undefined): SarifRule | undefined {
  if (id === undefined) return undefined
  return byId.get(id) ?? byId.get(id.slice(0, Math.max(0, id.lastIndexOf('/'))))
}

/** An index that leads to a rule of another id is not believed: its score would be another rule's. */
function isOf(id: string | undefined, rule: SarifRule): boolean {
  return id === undefined || id === rule.id || id.startsWith(`${rule.id}/`)
}

function readComponent(component: Place): Component {
  const list = items(component, 'rules').map(readRule)
  return { list, byId: new Map(list.map((rule) => [rule.id, rule])) }
}

function readRule(rule: Place): SarifRule {
  const properties = optionalMember(rule, 'properties')
  const configuration = optionalMember(rule, 'defaultConfiguration')
  const text = (key: string): string | undefined => {
    const message = optionalMember(rule, key)
    return message === undefined ? undefined : prose(message, 'text')
  }
  return {
    id: name(member(rule, 'id')),
    title: text('shortDescription'),
    description: text('fullDescription'),
    uri: optionalName(rule, 'helpUri'),
    rating: readRating(rule),
    packages: properties === undefined ? [] : scoutPackages(properties),
    level: (configuration === undefined ? undefined : readLevel(configuration)) ?? unlevelled,
    tags: properties === undefined ? [] : readTags(optionalMember(properties, 'tags')),
  }
}

function readTags(tags: Place | undefined): readonly string[] {
  return tags === undefined ? [] : listed(tags).map(name)
}

const levels = ['error', 'warning', 'note', 'none']

/** The `level` of a result or of a rule's configuration. */
export function readLevel(place: Place): string | undefined {
  const level = optionalName(place, 'level')
  if (level !== undefined && !levels.includes(level)) refuse(member(place, 'level'), `one of ${levels.join(', ')}`)
  return level
}

function extensionIndex(reference: Place): number | undefined {
  const component = optionalMember(reference, 'toolComponent')
  return component === undefined ? undefined : indexOf(component, 'index')
}

/** SARIF writes -1 for no index. */
function indexOf(place: Place, key: string): number | undefined {
  const found = optionalMember(place, key)
  if (found === undefined) return undefined
  const index = between(found, -1, Number.MAX_SAFE_INTEGER)
  if (!Number.isInteger(index)) refuse(found, 'a whole number')
  return index < 0 ? undefined : index
}
