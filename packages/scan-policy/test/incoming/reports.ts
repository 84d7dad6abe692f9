import { readFileSync } from 'node:fs'

/** Reports as the tools write them, of made-up findings. */
export const reports = Object.fromEntries(
  (['trivy', 'grype', 'sarif'] as const).map((kind) => [
    kind,
    readFileSync(new URL(`reports/${kind}.json`, import.meta.url), 'utf8'),
  ]),
) as Readonly<Record<'trivy' | 'grype' | 'sarif', string>>

export const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`
