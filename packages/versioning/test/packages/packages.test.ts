import { describe, expect, it } from 'vitest'
import {
  packageMatcher,
  packagePrefix,
  packagePrefixProblem,
  parsePackages,
  type PackageSpec,
} from '../../src/index.ts'

function packages(text: string): readonly PackageSpec[] {
  const parsed = parsePackages(text)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed
}

describe('packages', () => {
  it('are a name and paths on each line', () => {
    const text =
      '# ours\n\napi: services/api libs/http !services/api/docs\n  @web/app :./apps/web//  !**/*.md\r\nroot: /'
    expect(packages(text)).toEqual([
      { name: 'api', include: ['services/api', 'libs/http'], exclude: ['services/api/docs'] },
      { name: '@web/app', include: ['apps/web'], exclude: ['**/*.md'] },
      { name: 'root', include: ['.'], exclude: [] },
    ])
    expect(packages('')).toEqual([])
  })

  it.for<readonly [name: string, text: string, problem: string, line: number]>([
    ['without a colon', 'api services/api', 'not of the form', 1],
    ['without a name', ': services/api', 'not of the form', 1],
    ['without a path', 'api:', 'names no path', 1],
    ['with exclusions only', 'api: !docs', 'names no path', 1],
    ['with an empty exclusion', 'api: a !', '"!"', 1],
    ['with a name twice', 'api: a\n\nweb: b\napi: c', '"api" again', 4],
    ['with a path that leads out', 'api: ../other', '"../other"', 1],
    ['with a path that leads out in the middle', 'api: a/../../b', '"a/../../b"', 1],
    ['with an exclusion that leads out', 'api: a !../b', '"!../b"', 1],
    ['with backslashes', 'api: services\\api', '"services\\api"', 1],
  ])('are refused %s', ([, text, problem, line]) => {
    const found = parsePackages(text)
    if (!('problem' in found)) throw new Error('no problem')
    expect(found.problem).toContain(problem)
    expect(found).toMatchObject({ text: text.split('\n')[line - 1], line })
  })
})

describe('the tag prefix of a package', () => {
  it.for<readonly [template: string, name: string, prefix: string]>([
    ['{package}-v', 'api', 'api-v'],
    ['{package}/v', '@web/app', '@web/app/v'],
    ['{package}@', '$&', '$&@'],
    ['{package}/{package}-', 'a', 'a/a-'],
  ])('%s of %s is %s', ([template, name, prefix]) => {
    expect(packagePrefix(template, name)).toBe(prefix)
  })

  it.for<readonly [template: string, text: string, problem: string, where: string]>([
    ['v', 'api: a', 'has no {package}', 'v'],
    ['{package}:v', 'api: a', 'has one of', 'api:v'],
    ['{package}-v', '-api: a', 'begins with a dash', '-api-v'],
    ['{package}', 'a: a\na1: b', 'also begins the tags of "a1"', 'a'],
    ['{package}-', 'a: a\na-1.0.0: b', 'also begins the tags of "a-1.0.0-"', 'a-'],
  ])('%s is refused for %j', ([template, text, problem, where]) => {
    expect(packagePrefixProblem(template, packages(text))).toEqual({
      problem: expect.stringContaining(problem),
      text: where,
    })
  })

  it.for<readonly [template: string, text: string]>([
    ['{package}-v', 'api: a\napi-v2: b'],
    ['{package}/v', 'a: a\na1: b\na/b: c'],
    ['{package}@', '@scope/a: a\n@scope/ab: b'],
  ])('%s is fine for %j', ([template, text]) => {
    expect(packagePrefixProblem(template, packages(text))).toBeUndefined()
  })
})

describe('a path belongs', () => {
  const specs = packages(
    [
      'api: services/api !services/api/docs !**/*.md',
      'web: apps/web-* libs/**/ui',
      'text: **/*.txt README.md',
      'all: . !apps !vendor/',
      'one: services/api/src/ma?n.ts',
      'odd: routes/[id] a+b/(c)',
      'deep: deep/*/x',
    ].join('\n'),
  )
  const matches = packageMatcher(specs)
  const owners = (path: string): string =>
    matches(path)
      .map((index) => specs[index]?.name)
      .join(' ')

  it.for<readonly [path: string, names: string]>([
    ['services/api/src/a.ts', 'api all'],
    ['services/api/src/main.ts', 'api all one'],
    ['services/api/src/maain.ts', 'api all'],
    ['services/api', 'api all'],
    ['services/apix/a.ts', 'all'],
    ['services/api/docs/a.ts', 'all'],
    ['services/api/docsx/a.ts', 'api all'],
    ['services/api/src/a.md', 'all'],
    ['services/api/src/a.txt', 'api text all'],
    ['apps/web-a/x/y.ts', 'web'],
    ['apps/web-a', 'web'],
    ['apps/web/x.ts', ''],
    ['apps/other.txt', 'text'],
    ['libs/ui/a.ts', 'web all'],
    ['libs/a/b/ui/c/d.ts', 'web all'],
    ['libs/a/uix/d.ts', 'all'],
    ['README.md', 'text all'],
    ['x/README.md', 'all'],
    ['a.txt', 'text all'],
    ['a.txt/below', 'text all'],
    ['vendor/a.ts', ''],
    ['vendor', ''],
    ['x/vendor/a.ts', 'all'],
    ['routes/[id]/page.ts', 'all odd'],
    ['routes/i/page.ts', 'all'],
    ['a+b/(c)/d', 'all odd'],
    ['aab/(c)/d', 'all'],
    ['deep/a/x/y', 'all deep'],
    ['deep/a/b/x', 'all'],
    ['deep/x', 'all'],
    ['.hidden', 'all'],
    ['ü/ä.txt', 'text all'],
  ])('%s: %s', ([path, names]) => {
    expect(owners(path)).toBe(names)
    // A folder that is known already says the same.
    expect(owners(path)).toBe(names)
  })

  it.for<readonly [name: string, pattern: string, inside: string, outside: string]>([
    ['a dot', 'x.y*', 'x.yz', 'xayz'],
    ['a plus', 'x+y*', 'x+yz', 'xxyz'],
    ['a caret', 'x^y*', 'x^yz', 'xyz'],
    ['a dollar', 'x$y*', 'x$yz', 'xyz'],
    ['braces', 'x{1}y*', 'x{1}yz', 'xyz'],
    ['parentheses', 'x(1)y*', 'x(1)yz', 'x1yz'],
    ['a bar', 'x|y*', 'x|yz', 'yz'],
    ['brackets', 'x[1]y*', 'x[1]yz', 'x1yz'],
    ['a question mark, which is no slash', 'x?y', 'xay', 'x/y'],
    ['a pattern from the root', 'lib*', 'libs/a', 'x/libs/a'],
    ['two stars before an ending', 'src/**.ts', 'src/a/b.ts', 'src/a/b.js'],
  ])('to a pattern with %s', ([, pattern, inside, outside]) => {
    const owners = packageMatcher(packages(`a: ${pattern}`))
    expect([owners(inside), owners(outside)]).toEqual([[0], []])
  })

  it('to a pattern that names what begins with two dots', () => {
    expect(packageMatcher(packages('a: ..hidden'))('..hidden/a')).toEqual([0])
  })

  it('wherever a pattern stands for everything', () => {
    expect(packageMatcher(packages('a: **\nb: *\nc: .'))('x/y/z')).toEqual([0, 1, 2])
    expect(packageMatcher(packages('a: **'))('x\ny/z')).toEqual([0])
  })
})
