import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

export interface Pattern {
  readonly source: string
  readonly flags: string
}

/** A regular expression as it stands in a file. The line counts from 1. */
export interface Written extends Pattern {
  readonly file: string
  readonly line: number
}

/** A `new RegExp(…)`: only a run can tell what it is. */
export interface Composed {
  readonly file: string
  readonly line: number
  /** Whether it is made while the module is loaded, and not by a function. */
  readonly atOnce: boolean
}

export interface Expressions {
  readonly written: readonly Written[]
  readonly composed: readonly Composed[]
}

const root = join(import.meta.dirname, '..')

/** Those of everything that is shipped, or reads what others wrote. */
export function allExpressions(): Expressions {
  const files = globSync('{{packages,actions,local-cloud}/*/src,{app,rehearsal,workflow-runner}/src,scripts}/**/*.ts', {
    cwd: root,
  })
    .filter((file) => !file.includes('/test/') && !file.includes('node_modules'))
    .toSorted()
  const each = files.map((file) => expressionsIn(file, readFileSync(join(root, file), 'utf8')))
  return { written: each.flatMap(({ written }) => written), composed: each.flatMap(({ composed }) => composed) }
}

/** Read by a parser: a slash begins much else. */
export function expressionsIn(file: string, text: string): Expressions {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const [written, composed]: [Written[], Composed[]] = [[], []]
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length
  let functions = 0
  const enter = (): void => void (functions += 1)
  const leave = (): void => void (functions -= 1)
  const made = ({ callee, start }: { callee: { type: string; name?: unknown }; start: number }): void => {
    if (callee.type !== 'Identifier' || callee.name !== 'RegExp') return
    composed.push({ file, line: lineAt(start), atOnce: functions === 0 })
  }
  new Visitor({
    Literal(node) {
      if (!('regex' in node)) return
      written.push({ file, source: node.regex.pattern, flags: node.regex.flags, line: lineAt(node.start) })
    },
    NewExpression: made,
    CallExpression: made,
    FunctionDeclaration: enter,
    FunctionExpression: enter,
    ArrowFunctionExpression: enter,
    'FunctionDeclaration:exit': leave,
    'FunctionExpression:exit': leave,
    'ArrowFunctionExpression:exit': leave,
  }).visit(program)
  return { written, composed }
}

/** What `new RegExp(…)` makes while something runs, in its order. */
export async function composedBy(run: () => unknown): Promise<readonly Pattern[]> {
  const original = globalThis.RegExp
  const made: Pattern[] = []
  const make = (target: RegExpConstructor, [pattern, flags]: [string, string?]): RegExp => {
    const expression = new target(pattern, flags)
    made.push({ source: expression.source, flags: expression.flags })
    return expression
  }
  globalThis.RegExp = new Proxy(original, {
    construct: (target, given) => make(target, given as [string]),
    apply: (target, _this, given) => make(target, given as [string]),
  })
  try {
    await run()
  } finally {
    globalThis.RegExp = original
  }
  return made
}
