import type { PackageRelease } from '../result.ts'

/** The file of all notes, in Markdown: with packages each under its name. Empty when nothing has notes. */
export function notesFile(releases: readonly PackageRelease[]): string {
  const texts = releases
    .filter(({ notes }) => notes.markdown !== '')
    .map(({ name, notes }) => `${name === '' ? '' : `# ${name}\n\n`}${notes.markdown.trimEnd()}\n`)
  return texts.join('\n')
}
