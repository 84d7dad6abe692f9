import type { Mutation } from '../mutations.ts'
import { rulesOf } from './rules-of.ts'

/** Which version a range becomes, and what keeps it from it. */
export const plans: readonly Mutation[] = [
  ...rulesOf('plan/plan-version.ts', {
    'a given version goes first': ['if (given !== undefined) return {', 'if (false) return {'],
    'a version that is asked for by name goes before what commits ask': [
      'if (wish !== undefined && isDue(request, wish, asked)) return',
      'if (false) return',
    ],
    'a version by name is followed once': ['wish !== undefined && isDue(request, wish, asked)', 'wish !== undefined'],
    'a footer that is no version is refused': ['refusal: refusal ?? decision.refusal', 'refusal: decision.refusal'],
    'a channel without anything that asks rests at its last step': [
      "asked.bump === 'none' ? rest(asked, last)",
      "asked.bump === 'none' ? rest(asked, base)",
    ],
    'the last release of a channel is its highest step': [
      '.toSorted((a, b) => compareVersions(b.version, a.version))[0]',
      '.at(-1)',
    ],
    'the last release of a channel is one of its own': [
      'isOnChannel(line, version) && commit !== without',
      'commit !== without',
    ],
    'notes do not compare with what the commit carries': [' && commit !== without)', ')'],
    'notes of nothing compare with the last release': ["bump === 'none' ? undefined : request.head", 'request.head'],
    'a given version is measured against the base': [
      "base === undefined ? higherBump(asked, 'patch') : bump",
      "true ? higherBump(asked, 'patch') : bump",
    ],
    'a given first version is patch at least': ["higherBump(asked, 'patch')", 'asked'],
    'a given version is refused for a reason': [
      'refuseVersion({ ...claim, tags: request.tags, burned: request.burned })',
      'undefined as Refusal | undefined',
    ],
    'a given version is refused when burned': ['tags: request.tags, burned: request.burned', 'tags: request.tags'],
    'a given version names who asked for most': [
      "asked === 'none' ? undefined : commits.findLast(",
      'true ? undefined : commits.findLast(',
    ],
    'a footer is due when something asks': ["return bump !== 'none' || isFresh", 'return isFresh'],
    'a footer is due when it is fresh': ["bump !== 'none' || isFresh(request, commit)", "bump !== 'none'"],
    'an input is due with a commit': ['commits.length > 0 || base', 'base'],
    'an input is due before the first release': [
      ' || base === undefined || compare',
      ' || base !== undefined && compare',
    ],
    'an input that is released asks for nothing': ['compareVersions(version, base.version) !== 0', 'true'],
    'a version by name is measured against the base': [
      "base === undefined ? 'patch' : bumpBetween(base.version, version)",
      "'patch' as Bump",
    ],
    'the first release is the initial version': [
      'base === undefined ? initialVersion(request) : bump',
      'base === undefined ? bumpVersion(initialVersion(request), asked.bump) : bump',
    ],
    'a channel makes steps': ["line.kind === 'channel' ? chooseStep", "line.kind === 'channel' && false ? chooseStep"],
    'a raised version is measured against the base': [
      'raised === undefined || base === undefined ? asked.bump',
      'true ? asked.bump',
    ],
    'a version that is refused by policy is refused': ['refuseBump(request, asked, wanted) ?? refuse', 'refuse'],
    'a version that cannot be counted on is refused': [' ?? refuseInexact(version)', ''],
    'a first release on a minor line passes a taken name by patches': [
      "line.kind === 'maintenance' && line.minor !== undefined) return 'patch'",
      "false) return 'patch'",
    ],
    'a first release passes a taken name without a break': [
      "return asked === 'major' ? 'minor' : asked",
      'return asked',
    ],
    'a raised version says above what': ['raised === undefined ? [] : [raisedBy', 'true ? [] : [raisedBy'],
    'a version is raised to the release of another channel, not above its step': [
      '  return areBeside(version, raised.version)\n',
      '  return areBeside(version, version)\n',
    ],
    'a given version has the bounds of its channel': [
      'const reachable = boundsOf(names, given)',
      'const reachable = names.bounds',
    ],
    'a passed name is told in the reason': ['[...above, ...passed]', '[...above]'],
  }),
  ...rulesOf('plan/choose-release.ts', {
    'a release is above what the commit contains': [
      'raised === undefined ? wanted : smallestAbove(names, raised)',
      'wanted',
    ],
    'a release gets build metadata': ['withBuild(names, version)', 'version'],
    'a release that the commit has is the answer': ['if (own !== undefined) return', 'if (false) return'],
    'a release that the commit has is none when burned': [' && !names.burned.has(name))', ')'],
    'a taken name is passed': [
      'const other = ties.find(({ commit }) => commit !== names.head)',
      'const other = undefined as (typeof ties)[number] | undefined',
    ],
    'a burned name is passed': [' && !names.burned.has(tag)) return', ') return'],
    'a burned name is passed by a patch': ["other === undefined ? 'patch' : again", 'again'],
    'a taken name is passed by the same bump': ["other === undefined ? 'patch' : again", "'patch'"],
    'a passed name is told': ["skipped.push(other === undefined ? { tag, because: 'burned' } : takenName(other))", ''],
    'a pre-release is graduated to its release': ['if (!isStable(version)) return releaseOf(version)', ''],
    'a release on the commit itself is not passed': ['commit === head ? version : bump', 'bump'],
  }),
  ...rulesOf('plan/choose-step.ts', {
    'a step is above what the commit contains': [
      'if (raised === undefined) return { ...step, raised }',
      'if (true) return { ...step, raised }',
    ],
    'a step goes on to the higher release that was aimed at': [
      'if (compareVersions(same, wanted) > 0) {',
      'if (false) {',
    ],
    'a step is raised to a release of which it is above': [
      'if (boundAgainst(names, higher.version) === undefined) return { ...higher, raised }',
      'return { ...higher, raised }',
    ],
    'a step is else one to the next patch': ["bumpVersion(same, 'patch')", 'same'],
    'steps are counted of their own channel': [
      'version.prerelease[0] === identifier)',
      'identifier !== undefined && version.prerelease.length > 0)',
    ],
    'a step that the commit has is the answer': ['if (own !== undefined) return', 'if (false) return'],
    'a step that the commit has is none when burned': [' && !names.burned.has(name))', ')'],
    'a step that the commit has is above its others': [
      '.find((version) => boundAgainst(names, version) === undefined)',
      '[0]',
    ],
    'a burned step on the commit is told': [
      'const skipped = steps.filter(isLost)',
      'const skipped = steps.filter(() => false)',
    ],
    'a burned step elsewhere is nobody’s loss': [
      'commit === names.head && names.burned.has(name)\n',
      'names.burned.has(name)\n',
    ],
    'a channel starts at 1': ['let number = 1 +', 'let number = 0 +'],
    'a channel counts from the highest': ['Math.max(highest, numberOf(version))', 'numberOf(version) || highest'],
    'a step gets build metadata': [
      'withBuild(names, { ...releaseOf(target), prerelease: [identifier, number] })',
      '{ ...releaseOf(target), prerelease: [identifier, number] } as Version',
    ],
    'a burned step is passed': [
      'while (names.burned.has(tagOf(names, version)) && isExact(version)) {',
      'while (false as boolean) {',
    ],
    'a burned step that is passed is told': [
      "    skipped.push({ tag: tagOf(names, version), because: 'burned' })\n",
      '',
    ],
    'a step without a number counts as none': ["typeof number === 'number' ? number : 0", 'Number(number)'],
  }),
  ...rulesOf('plan/taken-names.ts', {
    'names are those of the series': ['if (!tag.name.startsWith(prefix)) continue', ''],
    'names are those of all branches': ['return [...tags, ...reachable', 'return [...reachable'],
    'names are also those that the commit contains': ['!listed.has(name)', 'false'],
    'what is on the commit bounds the version': ['seriesTags([...reachable, ...onHead]', 'seriesTags([...reachable]'],
    'what the commit contains bounds the version': ['seriesTags([...reachable, ...onHead]', 'seriesTags([...onHead]'],
    'what is of another line bounds nothing': ['.filter(({ version }) => keepsTo(line, version))', ''],
    'metadata does not make a name free': [
      'compareVersions(tag.version, version) === 0',
      'formatVersion(tag.version) === formatVersion(version)',
    ],
    'a taken name tells its commit': ["{ tag: name, because: 'taken', commit }", "{ tag: name, because: 'taken' }"],
    'build metadata is appended': ['build.length === 0 ? version : { ...version, build }', 'version'],
    'steps of other channels to the same release are no bound': [
      'bounds.filter((bound) => !areBeside(version, bound.version))',
      'version.major < 0 ? [] : bounds',
    ],
    'nothing is below a bound': ['order < 0 || (order', '(order'],
    'nothing ties with a bound': ['order < 0 || (order === 0 && bound.commit !== head)', 'order < 0'],
    'what is on the commit may tie': [' && bound.commit !== head)', ')'],
    'a number that cannot be counted on is no version': [
      "[major, minor, patch, ...prerelease.filter((part) => typeof part === 'number')].every(Number.isSafeInteger)",
      'major + minor + patch + prerelease.length >= 0',
    ],
  }),
  ...rulesOf('plan/release-wish.ts', {
    'the input goes before a footer': ['if (releaseAs !== undefined) {', 'if (false) {'],
    'the newest footer goes first': [
      'for (const commit of request.commits) {',
      'for (const commit of request.commits.toReversed()) {',
    ],
    'a skipped footer asks for nothing': [" || commit.fate === 'skipped'", ''],
    'a cancelled footer asks for nothing': [" || commit.fate === 'cancelled'", ''],
    'a footer that is no version is told': [
      'if (version === undefined) return { ...none, refusal',
      'if (version === undefined) continue; if (false) return { ...none, refusal',
    ],
    'a footer of another package is passed over': [
      'if (version === undefined && isOfSibling(',
      'if (false && isOfSibling(',
    ],
    'a footer of another package is told': ['      warnings.push(ofSibling(commit, commit.releaseAs))\n', ''],
    'a footer with the prefix of another package is a version': [
      'text.startsWith(prefix) && parseVersion(text.slice(prefix.length)) !== undefined',
      'text.startsWith(prefix)',
    ],
    'a footer of another package has its prefix': ['text.startsWith(prefix) && parseVersion', 'parseVersion'],
    'a footer may have a v': ["text.replace(/^v/i, '')", 'text'],
    'a footer may have a v in any case': ["text.replace(/^v/i, '')", "text.replace(/^v/, '')"],
    'a footer that was followed is left': ['if (!isStale(wish.refusal)) return', 'if (true) return'],
    'a footer that is left is told': ['warnings.push(`${because} (line', 'String(`${because} (line'],
    'a footer may have the prefix': [
      'text.startsWith(prefix) ? parseVersion(text.slice(prefix.length)) : undefined',
      'undefined',
    ],
    'a footer on a channel is a step': ["line.kind === 'channel' && isStable(asked) ?", 'false ?'],
    'a footer on a channel may name the step': [
      "line.kind === 'channel' && isStable(asked) ?",
      "line.kind === 'channel' ?",
    ],
    'a footer has the bounds of its channel': [
      'const reachable = boundsOf(names, version)',
      'const reachable = names.bounds',
    ],
    'a footer gets build metadata': ['asked.build.length === 0 ? withBuild(names, asked) : asked', 'asked'],
    'a footer keeps its own build metadata': [
      'asked.build.length === 0 ? withBuild(names, asked) : asked',
      'withBuild(names, asked)',
    ],
    'a footer leads out of no line': [
      "refuseOffLine(line, because, version, commit === undefined ? 'input' : 'commit') ??\n",
      '',
    ],
    'a footer is refused for what is higher before what is taken': ['refuseOutrun(claim) ??\n', ''],
    'a footer that is taken is refused': ['    refuseVersion(claim)\n', '    undefined\n'],
    'a footer that is taken tells where': ["refusal?.code === 'VERSION_TAKEN' ? tiesOf", 'false ? tiesOf'],
    'a footer is left when it is not above the base': ["refusal?.code === 'VERSION_NOT_ABOVE_BASE' ||", ''],
    'a footer is left when the commit is released': [" || refusal?.code === 'HEAD_ALREADY_RELEASED'", ''],
  }),
  ...rulesOf('plan/major-policy.ts', {
    'nothing leads out of a maintenance line': ['refuseOffLine(request.line, asked.because, wanted) ?? ', ''],
    'a break on a stable line is no matter of maintenance': [
      "if (keepsTo(line, wanted) || line.kind !== 'maintenance') return undefined",
      "if (line.kind !== 'maintenance') return undefined",
    ],
    'a maintenance line is named': ['line.minor === undefined ? `${line.major}.x`', 'true ? `${line.major}.x`'],
    'only a break is a matter of the policy': ["bump !== 'major' || base", 'base'],
    'the first release needs no approval': [' || base === undefined) return undefined', ') return undefined'],
    'a break may be forbidden': ["policy.majorPolicy === 'fail') {", 'false) {'],
    'a break may need an approval': ["policy.majorPolicy === 'require-approval' ?", 'false ?'],
    'a break needs no approval unless it is said': ["policy.majorPolicy === 'require-approval' ?", 'true ?'],
    'what is approved is not named': ['breaking.filter(isUnapproved(policy.approved))', 'breaking'],
    'what breaks is named, and nothing else': ["commits.filter((commit) => commit.bump === 'major')", 'commits'],
    'all may be approved': ["typeof approved === 'boolean' ? approved :", "typeof approved === 'boolean' ? false :"],
    'each may be approved': ['approved.has(sha)', 'true'],
    'an approved one is approved': ['approved.has(sha)', 'false'],
  }),
  ...rulesOf('plan/refuse-version.ts', {
    'a taken name is refused': ['taken.commit === claim.head ? undefined : refuseTaken(claim, taken)', 'undefined'],
    'a name that the commit carries is not refused': [
      'taken.commit === claim.head ? undefined :',
      'false ? undefined :',
    ],
    'a burned name is refused': ['refuseBurned(claim) ?? ', ''],
    'a name that is not burned is not': [
      'if (burned?.has(tag) !== true) return undefined',
      'if (burned === undefined) return undefined',
    ],
    'a version that the commit carries is not outrun': [
      'if (tags.some(({ name, commit }) => name === tag && commit === head)) return undefined',
      '',
    ],
    'a version is above what the commit carries': ['refuseBelowHead(claim) ?? ', ''],
    'a version is above what the commit contains': [' ?? refuseBelow(claim)', ''],
    'a tag on no commit is told': [
      "commit === undefined ? 'an object that is no commit'",
      "false ? 'an object that is no commit'",
    ],
    'a tag of another series on the commit is nothing': [
      'name.startsWith(prefix) ? parseVersion',
      'true ? parseVersion',
    ],
    'a pre-release on the commit may be graduated': [' && isStable(other) && ', ' && '],
    'a lower release on the commit may be passed': ['compareVersions(other, version) >= 0', 'true'],
    'the very release on the commit, under another name, is refused': [
      'compareVersions(other, version) >= 0',
      'compareVersions(other, version) > 0',
    ],
    'a version is above the steps too': ['[base, ...reachable]', '[base]'],
    'a version is above the base too': ['base === undefined ? reachable : [base, ...reachable]', 'reachable'],
    'a version is above the highest of them': [
      'compareVersions(b.version, a.version))[0]',
      'compareVersions(a.version, b.version))[0]',
    ],
    'a version that ties is not above': [
      'compareVersions(version, highest.version) > 0',
      'compareVersions(version, highest.version) >= 0',
    ],
  }),
]
