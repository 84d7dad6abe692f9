/** A SARIF file of one run, as the tool `name` writes it. */
export function sarifOf(name: string, results: readonly object[], rules: readonly object[] = []): string {
  const run = { tool: { driver: { name, rules } }, results }
  return JSON.stringify({ version: '2.1.0', runs: [run] })
}

/** A result that names no package, at a file. */
export function resultOf(
  ruleId: string,
  { level = 'error', text = 'a text', uri = 'Dockerfile', ...more }: Readonly<Record<string, unknown>> = {},
): object {
  const locations = [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }]
  return { ruleId, level, message: { text }, locations, ...more }
}
