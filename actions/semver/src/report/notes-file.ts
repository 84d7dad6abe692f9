import type { PackageRelease } from '../result.ts'

/** The file of all notes, in Markdown: with packages those that release, each under its name. */
export function notesFile(releases: readonly PackageRelease[]): string {
  const texts = releases
    .filter(({ name, plan }) => name === '' || plan.bump !== 'none')
    .map(({ name, notes }) => `${name === '' ? '' : `# ${name}\n\n`}${notes.markdown.trimEnd()}\n`)
  return texts.join('\n')
}
