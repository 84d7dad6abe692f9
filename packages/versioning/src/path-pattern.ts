/**
 * What a pattern says of paths. One without wildcards is a file, or a folder with everything below it. In one with them
 * `*` stands for anything but a slash, `?` for one such character, `**` for anything, `**` and a slash for any folders or
 * none; a folder that matches brings everything below it too. All other characters stand for themselves.
 */
export interface PathPattern {
  /** Whether the path, or a folder that it lies in, matches. */
  matches(path: string): boolean
  /** Whether something directly in a folder may match although the folder does not. */
  mayMatchIn(folder: string): boolean
}

export function pathPattern(pattern: string): PathPattern {
  if (pattern === '.' || pattern === '**') return { matches: () => true, mayMatchIn: () => false }
  if (!/[*?]/.test(pattern)) return literalPattern(pattern)
  const whole = new RegExp(`^${pattern.replaceAll(/\*\*\/|\*\*+|[^]/gu, expression)}(?:/|$)`, 'u')
  const start = pattern.slice(0, pattern.search(/[*?]/))
  const fixed = start.slice(0, start.lastIndexOf('/') + 1)
  return {
    matches: (path) => whole.test(path),
    mayMatchIn: (folder) => `${folder}/`.startsWith(fixed),
  }
}

function literalPattern(pattern: string): PathPattern {
  const parent = pattern.slice(0, Math.max(0, pattern.lastIndexOf('/')))
  return {
    matches: (path) => path.startsWith(pattern) && (path.length === pattern.length || path[pattern.length] === '/'),
    mayMatchIn: (folder) => folder === parent,
  }
}

function expression(part: string): string {
  if (part === '**/') return '(?:.*/)?'
  if (part.startsWith('**')) return '.*'
  if (part === '*') return '[^/]*'
  if (part === '?') return '[^/]'
  return part.replace(/[.+^${}()|[\]\\]/, String.raw`\$&`)
}
