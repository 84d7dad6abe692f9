import type { Mutation } from '../mutations.ts'
import { rulesOf } from './rules-of.ts'

/** What a version is, which is higher, and what a bump makes of one. */
export const versions: readonly Mutation[] = [
  ...rulesOf('version.ts', {
    'a release is beside nothing': ['if (isStable(a) || isStable(b) || compare', 'if (compare'],
    'steps to different releases are not beside each other': [
      ' || compareVersions(releaseOf(a), releaseOf(b)) !== 0) return false',
      ') return false',
    ],
    'steps of a channel are not beside each other': ['return channelOf(a) !== channelOf(b)', 'return true'],
    'a step that begins with a number has no channel': [
      "typeof first === 'string' ? first : undefined",
      'first?.toString()',
    ],
    'a number has no leading zero': ["number = '0|[1-9]\\\\d*'", "number = '\\\\d+'"],
    'an identifier that is a number has no leading zero': [
      '`(?:${number}|\\\\d*[A-Za-z-]',
      '`(?:\\\\d+|\\\\d*[A-Za-z-]',
    ],
    'an identifier may begin with a digit': ['|\\\\d*[A-Za-z-][0-9', '|[A-Za-z-][0-9'],
    'an identifier may have a dash': ['\\\\d*[A-Za-z-][0-9A-Za-z-]*', '\\\\d*[A-Za-z][0-9A-Za-z]*'],
    'an ordinary number is written as numbers are': ['&& String(value) === text ? value', '? value'],
    'an ordinary number is exact': ['Number.isSafeInteger(value) && String', 'String'],
    'an ordinary version has three numbers': ['if (minorAt === 0 || patchAt === 0) return undefined', ''],
    'a version begins its text': ['`^(${number})', '`(${number})'],
    'a version ends its text': ['[0-9A-Za-z-]+)*))?$`', '[0-9A-Za-z-]+)*))?`'],
    'an identifier that is a number is one': ['/^\\d+$/.test(part) ? Number(part) : part', 'part as string | number'],
    'a number is exact': ['if (!numbers.every(Number.isSafeInteger)) return undefined', ''],
    'a number in a pre-release is exact': [
      ", ...prerelease.filter((part) => typeof part === 'number')]\n  if (!",
      ']\n  if (!',
    ],
    'build metadata is kept': ["build: match[5]?.split('.') ?? []", 'build: []'],
    'a pre-release is written': ["prerelease.length === 0 ? '' : `-", "true ? '' : `-"],
    'build metadata is written': ["build.length === 0 ? '' : `+", "true ? '' : `+"],
    'the major version decides first': [
      'a.major - b.major || a.minor - b.minor',
      'a.minor - b.minor || a.major - b.major',
    ],
    'the minor version decides before the patch': [
      'a.minor - b.minor || a.patch - b.patch',
      'a.patch - b.patch || a.minor - b.minor',
    ],
    'the patch decides': [' || a.patch - b.patch', ''],
    'a release is above its pre-releases': ['return b.length - a.length', 'return a.length - b.length'],
    'more identifiers are above fewer': ['return a.length - b.length', 'return b.length - a.length'],
    'more identifiers are above fewer from both sides': [
      'if (right === undefined) return 1',
      'if (right === undefined) return -1',
    ],
    'identifiers that are numbers compare as numbers': [
      "typeof b === 'number' ? a - b : -1",
      "typeof b === 'number' ? (String(a) < String(b) ? -1 : 1) : -1",
    ],
    'a number is below a word': ["typeof b === 'number' ? a - b : -1", "typeof b === 'number' ? a - b : 1"],
    'a word is above a number': ["if (typeof b === 'number') return 1", "if (typeof b === 'number') return -1"],
    'words compare as text': ['return a < b ? -1 : 1', 'return a < b ? 1 : -1'],
    'a pre-release is not stable': ['return version.prerelease.length === 0', 'return true || version'],
  }),
  ...rulesOf('bump.ts', {
    'major is above minor': ["['none', 'patch', 'minor', 'major']", "['none', 'patch', 'major', 'minor']"],
    'minor is above patch': ["['none', 'patch', 'minor', 'major']", "['none', 'minor', 'patch', 'major']"],
    'any bump is above none': ["['none', 'patch', 'minor', 'major']", "['patch', 'none', 'minor', 'major']"],
    'no bump leaves the version': ["if (bump === 'none') return base", ''],
    'a bump completes a pre-release': ['const rise = isStable(base) ? 1 : 0', 'const rise = 1'],
    'a minor bump above a patch’s pre-release rises': [
      'minor: minor + (patch === 0 ? rise : 1)',
      'minor: minor + rise',
    ],
    'a major bump above a minor’s pre-release rises': ['(minor === 0 && patch === 0 ? rise : 1)', 'rise'],
    'a major bump above a patch’s pre-release rises': ['minor === 0 && patch === 0 ?', 'minor === 0 ?'],
    'a minor bump starts the patches again': [', patch: 0 }\n  return', ', patch }\n  return'],
    'a major bump starts the minors again': [', minor: 0, patch: 0 }', ', minor, patch: 0 }'],
    'a major bump starts the patches again': [', minor: 0, patch: 0 }', ', minor: 0, patch }'],
    'a bump drops the pre-release': [
      'const release = { prerelease: [], build: [] }',
      'const release = { prerelease: base.prerelease, build: [] }',
    ],
    'a bump drops build metadata': [
      'const release = { prerelease: [], build: [] }',
      'const release = { prerelease: [], build: base.build }',
    ],
    'between versions the major decides': ["if (version.major !== base.major) return 'major'", ''],
    'between versions the minor decides': ["if (version.minor !== base.minor) return 'minor'", ''],
  }),
  ...rulesOf('plan/policy.ts', {
    'the policy before 1.0.0 ends there': ["major !== 0 || asked === 'none'", "asked === 'none'"],
    'the policy before 1.0.0 leaves nothing as nothing': ["major !== 0 || asked === 'none' ||", 'major !== 0 ||'],
    'a break may lead to 1.0.0': [" || zeroMajor === 'breaking-is-major') return asked", ') return asked'],
    'a break before 1.0.0 is minor': ["return asked === 'major' ? 'minor' : asked", 'return asked'],
    'by carets a break is minor': ["asked === 'major' && minor !== 0 ? 'minor' : 'patch'", "'patch'"],
    'by carets a break of 0.0.z is patch': ["asked === 'major' && minor !== 0 ?", "asked === 'major' ?"],
    'by carets a feature is patch': ["'minor' : 'patch'", "'minor' : asked"],
  }),
  ...rulesOf('plan/asked-bump.ts', {
    'the highest of a range decides': [
      "higherBump(bump, commit.bump), 'none')",
      "bump === commit.bump ? bump : commit.bump, 'none')",
    ],
    'the first that asked is the one that is named': [
      'commits.findLast(({ bump }) => bump === asked)',
      'commits.find(({ bump }) => bump === asked)',
    ],
    'a channel rests when nothing fresh asks': [
      "request.line.kind === 'channel' ? commits.filter",
      'false ? commits.filter',
    ],
    'a channel aims at what the whole range asks': ['const highest = commits.reduce', 'const highest = fresh.reduce'],
    'default-bump needs a commit': ['fresh.length === 0 || policy', 'policy'],
    'default-bump none releases nothing': [" || policy.defaultBump === 'none')", ')'],
    'default-bump takes what asks for nothing': [
      'isQuiet ? higherBump(highest, defaultBump(request)) : highest',
      'highest',
    ],
    'default-bump yields to what asks': [
      'isQuiet ? higherBump(highest, defaultBump(request)) : highest',
      'higherBump(highest, defaultBump(request))',
    ],
    'default-bump on a channel is no less than the range asks': [
      'higherBump(highest, defaultBump(request))',
      'defaultBump(request)',
    ],
    'default-bump is named as the rule': ["isQuiet ? 'default-bump' : 'highest-bump'", "'highest-bump'"],
    'the policy is that of the base': [
      'if (base !== undefined) return underPolicy(request, base.version, found)',
      'if (base !== undefined) return found',
    ],
    'the policy holds for the first release': [
      'bumpBeforeOne(asked, initialVersion(request), policy.zeroMajor)',
      'asked',
    ],
    'fresh is what came after the last step': ['fresh === undefined || fresh.has(sha)', 'true || sha'],
    'everything is fresh when nothing is known': ['fresh === undefined || fresh.has(sha)', 'fresh?.has(sha) === true'],
    'off channels everything is fresh': ["line.kind !== 'channel' || fresh", 'fresh'],
    'the initial version is kept on its own line': [' || keepsTo(line, policy.initialVersion)) return', ') return'],
    'the initial version of a maintenance line is its own': [
      "line.kind !== 'maintenance' || keepsTo",
      'true || keepsTo',
    ],
    'the initial version of a minor line is its own': ['minor: line.minor ?? 0', 'minor: 0'],
    'a range without commits is told': ['if (count === 0) return', 'if (false) return'],
    'a break may be capped': ["policy.majorPolicy === 'cap-minor') {", 'false) {'],
    'what is capped is a break': ["if (bump === 'major' && policy.majorPolicy", 'if (policy.majorPolicy'],
    'what came after a step is capped too': [
      "return bump === 'major' && policy.majorPolicy === 'cap-minor' ? 'minor' : bump",
      'return bump',
    ],
    'what the policy changed is told': [
      "const rule = asked.rule === 'default-bump' ? asked.rule : 'zero-major'",
      'const { rule } = asked',
    ],
    'what the policy changed of a default-bump is told as that': [
      "asked.rule === 'default-bump' ? asked.rule : 'zero-major'",
      "'zero-major'",
    ],
    'what the policy left is told as it was': ['if (bump === asked.bump) return asked', ''],
    'a default-bump on a minor line is patch': [
      "isMinorLine(line) && policy.defaultBump === 'minor' ? 'patch' : policy.defaultBump",
      'policy.defaultBump',
    ],
    'a default-bump on a major line may be minor': [
      "line.kind === 'maintenance' && line.minor !== undefined",
      "line.kind === 'maintenance'",
    ],
  }),
]
