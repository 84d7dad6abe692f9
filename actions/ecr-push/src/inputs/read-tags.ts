import { inputs, type InputErrorCode } from '@slipway/action-io'
import { Failure } from '@slipway/outcome'
import { readEvery } from './every-problem.ts'
import { anyHost } from './read-names.ts'
import { refuseInput } from './refuse-input.ts'
import { isTagName, refuseTag } from './tag-problem.ts'

/**
 * Tags, or whole references to this repository, as docker/metadata-action lists them.
 * @param repository Absent where that input could not be read: whose references they are is not judged then.
 */
export function readTags(repository: string | undefined, required: boolean): readonly string[] {
  const items = inputs.list('tags')
  if (required && items.length === 0) {
    throw new Failure<InputErrorCode>('INPUT_MISSING', 'input tags is empty', { remedy: 'set tags under with:' })
  }
  const reading = readEvery()
  const tags = items.map((item) => reading.try(() => tagOf(item, repository)))
  reading.end()
  return [...new Set(tags)]
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
