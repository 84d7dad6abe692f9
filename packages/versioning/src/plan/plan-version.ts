import { askedBump, freshBump, initialVersion, isFresh, type Asked } from './asked-bump.ts'
import { bumpBetween, bumpVersion, higherBump, type Bump } from '../bump.ts'
import { chooseRelease, type Choice } from './choose-release.ts'
import { chooseStep } from './choose-step.ts'
import { refuseBump, refuseOffLine } from './major-policy.ts'
import type { ReleaseTag } from '../tags/rank-tags.ts'
import { refuseVersion, type Refusal } from './refuse-version.ts'
import { findReleaseAs, type AskedVersion } from './asked-version.ts'
import type { ReleaseLine } from '../lines/release-line.ts'
import { isOnChannel } from '../tags/select-tags.ts'
import { boundsOf, isExact, readNames, tagOf, type Names } from './taken-names.ts'
import type { VersionPlan, VersionRequest } from './version-plan.ts'
import { areBeside, compareVersions, formatVersion, type Version } from '../version.ts'

type Decision = Pick<VersionPlan, 'rule' | 'because' | 'bump' | 'version' | 'deciding' | 'skipped' | 'refusal'>

/**
 * The next version of a range on its line, and why. Total: every request has a plan. A version that is given comes first,
 * then one that is asked for by name, then what the commits ask for under the policy. What commits lead to is above
 * every release of the line that `head` contains, and no name that is anywhere else.
 */
export function planVersion(request: VersionRequest): VersionPlan {
  const { line, base, commits, policy, prefix } = request
  const names = readNames(request, policy.build)
  const { decision, warnings } = decide(request, names)
  const { version, bump } = decision
  const previous = lastRelease(request, bump === 'none' ? undefined : request.head) ?? base
  const tag = version === undefined ? '' : `${prefix}${formatVersion(version)}`
  return { line, base, commits, ...decision, tag, previous, warnings }
}

function decide(request: VersionRequest, names: Names): { decision: Decision; warnings: readonly string[] } {
  const { given, base } = request
  if (given !== undefined) return { decision: follow(request, names, given), warnings: [] }
  const { asked: named, refusal, warnings } = findReleaseAs(request, names)
  const last = lastRelease(request) ?? base
  const asked = askedBump(request, last?.name)
  if (named !== undefined && isDue(request, named, asked)) return { decision: grant(base, named), warnings }
  const decision = asked.bump === 'none' ? rest(asked, last) : release(request, names, asked)
  return { decision: { ...decision, refusal: refusal ?? decision.refusal }, warnings }
}

/** The highest tag of the channel that `head` contains, other than on the commit that is left out. */
function lastRelease({ line, reachable }: VersionRequest, without?: string): ReleaseTag | undefined {
  return reachable
    .filter(({ version, commit }) => isOnChannel(line, version) && commit !== without)
    .toSorted((a, b) => compareVersions(b.version, a.version))[0]
}

function follow(request: VersionRequest, names: Names, given: Version): Decision {
  const { line, base, commits } = request
  const { prefix, head } = names
  const reachable = boundsOf(names, given)
  const asked = commits.reduce<Bump>((bump, commit) => higherBump(bump, commit.bump), 'none')
  const claim = { version: given, tag: tagOf(names, given), prefix, head, base, reachable }
  const because = `version ${formatVersion(given)} was given`
  const taken = refuseVersion({ ...claim, tags: request.tags, burned: request.burned })
  return {
    rule: 'given',
    because,
    // Before the first release there is nothing to measure a given version against.
    bump: base === undefined ? higherBump(asked, 'patch') : bumpBetween(base.version, given),
    version: given,
    deciding: asked === 'none' ? undefined : commits.findLast((commit) => commit.bump === asked),
    skipped: [],
    refusal: taken ?? refuseOffLine(line, because, given, 'input'),
  }
}

/** A footer is followed once: not again before something new came. An input that is released already asks for nothing. */
function isDue(request: VersionRequest, { version, commit }: AskedVersion, { bump }: Asked): boolean {
  const { base, commits } = request
  if (commit !== undefined) return bump !== 'none' || isFresh(request, commit)
  return commits.length > 0 || base === undefined || compareVersions(version, base.version) !== 0
}

function grant(base: ReleaseTag | undefined, { version, commit, because, skipped, refusal }: AskedVersion): Decision {
  const bump = base === undefined ? 'patch' : bumpBetween(base.version, version)
  return { rule: 'release-as', because, bump, version, deciding: commit, skipped, refusal }
}

function rest({ rule, because, bump, deciding }: Asked, last: ReleaseTag | undefined): Decision {
  return { rule, because, bump, version: last?.version, deciding, skipped: [], refusal: undefined }
}

function release(request: VersionRequest, names: Names, asked: Asked): Decision {
  const { line, base } = request
  const wanted = base === undefined ? initialVersion(request) : bumpVersion(base.version, asked.bump)
  const again = bumpAgain(request, asked.bump)
  const choice =
    line.kind === 'channel' ? chooseStep(names, wanted, line.identifier, again) : chooseRelease(names, wanted, again)
  const { version, skipped, raised } = choice
  return {
    rule: asked.rule,
    because: asked.because + passing(choice),
    bump: raised === undefined || base === undefined ? asked.bump : bumpBetween(base.version, version),
    version,
    deciding: asked.deciding,
    skipped,
    refusal: refuseBump(request, asked, wanted) ?? refuseInexact(version),
  }
}

/** What passes a taken name. */
function bumpAgain(request: VersionRequest, asked: Bump): Bump {
  const { line, base } = request
  if (base === undefined) return firstAgain(line, asked)
  return line.kind === 'channel' ? freshBump(request, base.version) : asked
}

/** What passes the taken name of a first release: nothing breaks with that, so its major version does not rise either. */
function firstAgain(line: ReleaseLine, asked: Bump): Bump {
  if (line.kind === 'maintenance' && line.minor !== undefined) return 'patch'
  return asked === 'major' ? 'minor' : asked
}

function passing({ version, skipped, raised }: Choice): string {
  const above = raised === undefined ? [] : [raisedBy(raised, version)]
  const passed = skipped.map(({ tag, because }) => `${tag} is ${because}`)
  const reasons = [...above, ...passed]
  return reasons.length === 0 ? '' : `; ${reasons.join('; ')}; so it is ${formatVersion(version)}`
}

function raisedBy(raised: ReleaseTag, version: Version): string {
  return areBeside(version, raised.version)
    ? `raised to the release of ${raised.name}, which this commit contains`
    : `raised to be above ${raised.name}, which this commit contains`
}

function refuseInexact(version: Version): Refusal | undefined {
  if (isExact(version)) return undefined
  return {
    code: 'VERSION_OUT_OF_RANGE',
    message: `the next version, ${formatVersion(version)}, has a number that is too large to be counted exactly`,
    remedy: 'delete the tag with the number that is too large, or give a version',
  }
}
