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
  const parts = pattern.match(/\*\*\/|\*\*+|[^]/gu) ?? []
  const start = pattern.slice(0, pattern.search(/[*?]/))
  const fixed = start.slice(0, start.lastIndexOf('/') + 1)
  return {
    matches: (path) => path.startsWith(start) && leadsTo(parts, path),
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

/**
 * Whether the parts match a path, or a folder on its way. All places in the pattern where the path may have arrived are
 * followed at once: a path is read once, however many wildcards could take it in.
 */
function leadsTo(parts: readonly string[], path: string): boolean {
  let places = enter(new Set(), parts, 0)
  for (const character of path) {
    if (character === '/' && places.has(parts.length)) return true
    const next = new Set<number>()
    for (const place of places) advance(next, parts, { place, character })
    places = next
  }
  return places.has(parts.length)
}

/** Adds a place, and those behind wildcards that take in nothing. */
function enter(places: Set<number>, parts: readonly string[], place: number): Set<number> {
  places.add(place)
  return parts[place]?.startsWith('*') === true ? enter(places, parts, place + 1) : places
}

function advance(
  next: Set<number>,
  parts: readonly string[],
  { place, character }: { readonly place: number; readonly character: string },
): void {
  const part = parts[place] ?? ''
  const isSlash = character === '/'
  if (part === '**/') {
    next.add(place)
    if (isSlash) enter(next, parts, place + 1)
  } else if (part.startsWith('*')) {
    if (part !== '*' || !isSlash) enter(next, parts, place)
  } else if (part === '?' ? !isSlash : part === character) enter(next, parts, place + 1)
}
