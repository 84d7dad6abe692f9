import { everyProblem, missingInput, refuseInput } from '@slipway/action-io'
import { anyHost } from './read-names.ts'
import { isTagName, refuseTag } from './tag-problem.ts'

/**
 * Tags, or whole references to this repository, as docker/metadata-action lists them.
 * @param repository Absent where that input could not be read: whose references they are is not judged then.
 */
export function readTags(
  items: readonly string[],
  repository: string | undefined,
  required: boolean,
): readonly string[] {
  if (required && items.length === 0) throw missingInput('tags')
  return everyProblem((attempt) => [...new Set(items.map((item) => attempt(() => tagOf(item, repository))))])
}

function tagOf(item: string, repository: string | undefined): string {
  if (repository !== undefined && isOf(item, repository))
    throw refuseInput(`input tags is "${item}": there is no tag in it`, withTag(item))
  if (/@sha\d+:/.test(item)) {
    throw refuseInput(
      `input tags is "${item}": this is a digest, which needs no tag`,
      withTag(item.replace(/@.*$/s, '')),
    )
  }
  const [, name, tag = item] = /^(.*):([^:/]*)$/s.exec(item) ?? []
  if (name !== undefined && repository !== undefined && !isOf(name, repository)) {
    throw ofAnother(item, name, tag, repository)
  }
  if (!isTagName(tag)) throw refuseTag('tags', item, tag)
  return tag
}

function isOf(name: string, repository: string): boolean {
  return name === repository || name.replace(anyHost, '') === repository
}

function withTag(name: string): string {
  return `write the tag behind it, e.g. ${name}:v1`
}

function ofAnother(item: string, name: string, tag: string, repository: string): Error {
  return refuseInput(
    `input tags is "${item}": this belongs to the repository ${name}, not to ${repository}`,
    `write the tag alone, e.g. ${isTagName(tag) ? tag : 'v1'}; where docker/metadata-action lists the tags, let its images name ${repository} of this registry only`,
  )
}
