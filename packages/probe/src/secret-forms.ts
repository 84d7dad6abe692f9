/** Matches a text as it is, percent-, JSON- or HTML-escaped, wholly or in part, and in base64. */
export function secretForms(secret: string): string {
  const escaped = Array.from(secret, (one) => character(one)).join('')
  return [escaped, ...base64Forms(Buffer.from(secret))].join('|')
}

const named: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

/** A character as it is, and as it is escaped elsewhere. */
function character(one: string): string {
  const point = one.codePointAt(0) ?? 0
  const percent = [...Buffer.from(one)].map((byte) => `%${hex(byte, 2)}`).join('')
  const unicode = one.split('').map((unit) => `${backslashes}u${hex(unit.charCodeAt(0), 4)}`)
  const byte = point > 0xff ? [] : [`${backslashes}x${hex(point, 2)}`]
  const entity = Object.hasOwn(named, one) ? [`&${named[one]};`] : []
  const short = `"\\/`.includes(one) ? [`${backslashes}${literal(one)}`] : []
  const blank = one === ' ' ? ['\\+'] : []
  const html = [`&#0*${point};`, `&#[xX]0*${hex(point, 1)};`, ...entity]
  return `(?:${[literal(one), percent, unicode.join(''), ...byte, ...short, ...blank, ...html].join('|')})`
}

/** JSON in JSON escapes what escapes; a bound keeps a long row of them from being read again and again. */
const backslashes = '\\\\{1,8}'

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** Hexadecimal digits in either case, with leading zeros. */
function hex(value: number, digits: number): string {
  const text = value.toString(16).padStart(digits, '0')
  return text.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
}

/** A fragment of base64 that is shorter may be anything. */
const leastFragment = 6

/**
 * The secret in base64 where it begins at the first, second or third byte of a group: the characters that depend on it
 * alone, then what may follow the whole.
 */
function base64Forms(secret: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), secret]).toString('base64')
    const own = text.slice(before === 0 ? 0 : before + 1, Math.floor(((before + secret.length) * 8) / 6))
    if (own.length < leastFragment) return []
    return `${own.replaceAll('+', '[+-]').replaceAll('/', '[/_]')}[\\w+/-]?={0,2}`
  })
}
