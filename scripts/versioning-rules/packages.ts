import type { Mutation } from '../mutations.ts'
import { rulesOf } from './rules-of.ts'

/** Which packages a repository has, what belongs to each, and how their histories part. */
export const packages: readonly Mutation[] = [
  ...rulesOf('packages.ts', {
    'an empty line is no package': ["trimmed === '' || ", ''],
    'a comment is no package': [" || trimmed.startsWith('#')", ''],
    'a package is named once': [': repeated(specs, spec)', ': undefined'],
    'a problem with a package tells its line': ['line: index + 1', 'line: index'],
    'a template names the package every time': [
      'template.replaceAll(placeholder, () => name)',
      'template.replace(placeholder, () => name)',
    ],
    'a name stands for itself in a template': ['placeholder, () => name)', 'placeholder, name)'],
    'a template names the package': ['if (!template.includes(placeholder)) {', 'if (false) {'],
    'a prefix begins a tag': ['if (problem !== undefined) return { problem, text: prefix }', ''],
    'a prefix begins no tags of another package': ['if (other !== undefined)\n', 'if (false)\n'],
    'a prefix may begin another that is no version': [
      ' && parseVersion(`${longer.slice(prefix.length)}1.0.0`) !== undefined',
      '',
    ],
    'a prefix does not collide with itself': ['longer !== prefix && ', ''],
    'a package has a colon': [
      "if (match === null) return 'is not",
      "if (match === null) return { name: line, include: ['.'], exclude: [] }; if (false) return 'is not",
    ],
    'a path is one of the repository': ['if (wrong !== undefined) return', 'if (false) return'],
    'an exclusion is one of something': ["pattern === '!' || ", ''],
    'a path leads not out at its start': ['/(^!?|\\/)\\.\\.(\\/|$)/', '/(\\/)\\.\\.(\\/|$)/'],
    'a path leads not out in the middle': ['/(^!?|\\/)\\.\\.(\\/|$)/', '/(^!?)\\.\\.(\\/|$)/'],
    'an exclusion leads not out': ['/(^!?|\\/)\\.\\.(\\/|$)/', '/(^|\\/)\\.\\.(\\/|$)/'],
    'a path that begins with two dots may be a name': ['\\.\\.(\\/|$)/', '\\.\\./'],
    'a path has no backslash': [" || pattern.includes('\\\\')", ''],
    'an exclusion is no inclusion': ["all.filter((pattern) => !pattern.startsWith('!'))", 'all'],
    'an exclusion is one': ["all.filter((pattern) => pattern.startsWith('!'))", 'all.slice(all.length)'],
    'a package has a path': ['if (include.length === 0) return', 'if (false) return'],
    'a path has no empty part': ["part !== '' && part !== '.'", "part !== '.'"],
    'a path has no part that leads nowhere': ["part !== '' && part !== '.'", "part !== ''"],
    'a dot is the whole repository': ["parts.length === 0 ? '.' : parts", 'parts'],
  }),
  ...rulesOf('path-pattern.ts', {
    'a dot stands for everything': ["pattern === '.' || ", ''],
    'two stars stand for everything': [" || pattern === '**')", ')'],
    'a pattern brings everything below': [
      "if (character === '/' && places",
      "if (false && character === '/' && places",
    ],
    'a pattern ends at a slash': ["if (character === '/' && places", 'if (places'],
    'a pattern begins at the root': [
      'path.startsWith(start) && leadsTo(parts, path)',
      "path.split('/').some((_, at, all) => leadsTo(parts, all.slice(at).join('/')))",
    ],
    'a pattern is matched to its end': ['return places.has(parts.length)', 'return places.size > 0'],
    'a pattern is asked for where it may match': ['`${folder}/`.startsWith(fixed)', 'false'],
    'a folder is not one whose name is longer': [
      "(path.length === pattern.length || path[pattern.length] === '/')",
      'true',
    ],
    'a file is itself': ['path.length === pattern.length || ', ''],
    'a folder has everything below': [" || path[pattern.length] === '/'", ''],
    'a file is asked for in its folder': ['mayMatchIn: (folder) => folder === parent', 'mayMatchIn: () => false'],
    'two stars and a slash stand for any folders': ['    next.add(place)\n', ''],
    'two stars and a slash may stand for none': [
      "parts[place]?.startsWith('*') === true ? enter",
      "parts[place]?.startsWith('*') === true && parts[place] !== '**/' ? enter",
    ],
    'two stars and a slash stand for whole folders': [
      'if (isSlash) enter(next, parts, place + 1)',
      'enter(next, parts, place + 1)',
    ],
    'a star may stand for nothing': [
      "parts[place]?.startsWith('*') === true ? enter",
      "parts[place]?.startsWith('*') === true && parts[place] !== '*' ? enter",
    ],
    'two stars stand for anything': ["if (part !== '*' || !isSlash) enter", 'if (!isSlash) enter'],
    'a star in a path stands for no slash': ["if (part !== '*' || !isSlash) enter", 'enter'],
    'a question mark stands for one': [
      "(part === '?' ? !isSlash : part === character) enter(next, parts, place + 1)",
      "(part === '?' ? !isSlash : part === character) enter(next, parts, part === '?' ? place : place + 1)",
    ],
    'a question mark stands for no slash': ["part === '?' ? !isSlash", "part === '?' ? true"],
    'all other characters stand for themselves': [': part === character) enter', ': true) enter'],
  }),
  ...rulesOf('package-matcher.ts', {
    'packages of a path are in order': ['[...always, ...found].sort((a, b) => a - b)', '[...always, ...found]'],
    'a folder that is excluded belongs to nobody': ['if (covers(exclude, folder)) continue', ''],
    'a folder of which nothing may match belongs to nobody': [
      'if (!isIn && !mayMatch(include, folder)) continue',
      'if (!isIn) continue',
    ],
    'a folder of which something may be excluded depends on the path': ['isIn && !mayMatch(exclude, folder)', 'isIn'],
    'a path is included': ['covers(patterns.include, path) && ', ''],
    'a path is not excluded': [' && !covers(patterns.exclude, path)', ''],
    'a folder is known by its whole name': [
      "path.slice(0, Math.max(0, path.lastIndexOf('/')))",
      "path.slice(0, Math.max(0, path.indexOf('/')))",
    ],
  }),
  ...rulesOf('package-sets.ts', {
    'two sets are joined': ['a === b || b === none ? a : a === none ? b : join(a, b)', 'a === b || b === none ? a : b'],
    'a set is full with all': ['members(set).size === count', 'members(set).size > 0'],
  }),
  ...rulesOf('split-history.ts', {
    'what a base contains is out': ['if (out.has(index)) continue', ''],
    'a commit is judged once': ['judged ??= { commit', 'judged = { commit'],
    'the pass ends below the lowest base': ['return !isOver', 'return true'],
    'packages may have one base': [
      'sets.union(starts.get(base) ?? sets.none, sets.single(index))',
      'sets.single(index)',
    ],
    'parents have what their children have': ['handOn(parent, set)', 'handOn(parent, before ?? sets.none)'],
    'a parent has what all its children have': ['sets.union(before ?? sets.none, set)\n    open', 'set\n    open'],
    'a base is out itself': ['sets.union(before ?? sets.none, starts.get(sha) ?? sets.none)', 'before ?? sets.none'],
    'a side that is open keeps the pass going': [
      'open += Number(!sets.isFull(joined)) - Number(before !== undefined && !sets.isFull(before))',
      'open += 0',
    ],
    'a commit that was seen is open no longer': [
      '&& !sets.isFull(before)) open -= 1',
      '&& !sets.isFull(before)) open -= 0',
    ],
    'every parent is handed on to': ["parents.split(' ')", "parents.split(' ').slice(0, 1)"],
    'a commit without paths belongs to the whole repository': [
      'if (first === undefined) return whole',
      'if (first === undefined) return []',
    ],
    'only a package that is the whole repository has commits without paths': [
      ".filter((index) => specs[index]?.include.includes('.') === true)",
      '',
    ],
    'a commit belongs to a package once': ['new Set(paths.flatMap(ownersOf))', 'paths.flatMap(ownersOf)'],
    'a commit belongs by any of its paths': ['new Set(paths.flatMap(ownersOf))', 'ownersOf(first)'],
  }),
]
