/** What a step wrote to GITHUB_OUTPUT: `name=value` lines, and values over several lines between delimiters. */
export function readOutputs(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>()
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const [, name = '', sign, rest = ''] = /^(.*?)(=|<<)(.*)$/.exec(lines[index] ?? '') ?? []
    if (sign === '=') outputs.set(name, rest)
    if (sign !== '<<') continue
    const end = lines.indexOf(rest, index + 1)
    outputs.set(name, lines.slice(index + 1, end).join('\n'))
    index = end
  }
  return outputs
}
