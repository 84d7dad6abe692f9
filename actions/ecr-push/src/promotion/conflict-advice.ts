import { lineOf } from './version-line.ts'

/** What to do where tags that never move are on another image: those that name one release, and those that follow several. */
export function conflictAdvice(tags: readonly string[]): string {
  const floating = tags.filter((tag) => lineOf(tag) !== undefined)
  const fixed = tags.filter((tag) => !floating.includes(tag))
  const steps = [
    ...(fixed.length === 0
      ? []
      : [`release under another tag than ${fixed.join(', ')}, or deploy the image that has it`]),
    ...(floating.length === 0
      ? []
      : [
          `to let ${floating.join(', ')} move, exclude it from the tag immutability of the repository (aws ecr put-image-tag-mutability), or leave it out of tags`,
        ]),
  ]
  return steps.join('; ')
}
