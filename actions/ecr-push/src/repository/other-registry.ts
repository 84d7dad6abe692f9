import { Failure } from '@slipway/outcome'
import type { PushErrorCode } from '../error.ts'

/**
 * The host that a repository's name begins with, where its first part reads as one. ECR allows such names, and mirrors
 * have them (`docker.io/library/node`), so that one that is there is used; one that is not was rather meant elsewhere.
 */
export function hostIn(name: string): string | undefined {
  const [first = '', ...rest] = name.split('/')
  return rest.length > 0 && (first.includes('.') || first === 'localhost') ? first : undefined
}

/** Whether a host is certain to be another registry than a private one of ECR, and no part of a name. */
export function isOtherRegistry(host: string): boolean {
  return known.test(host) || /^(?:registry|docker|harbor|nexus|artifactory)\..|^localhost$/.test(host)
}

const known =
  /(?:^|\.)(?:public\.ecr\.aws|ecr-public\.aws\.com|docker\.(?:io|com)|ghcr\.io|docker\.pkg\.github\.com|quay\.io|gcr\.io|pkg\.dev|azurecr\.(?:io|cn|us)|mcr\.microsoft\.com|gitlab\.com|registry\.k8s\.io|nvcr\.io|cgr\.dev|icr\.io|ocir\.io|lscr\.io|jfrog\.io|cloudsmith\.io|digitalocean\.com)$/

/** Refuses to make, or to have made, a repository whose name begins with the host of another registry. */
export function refuseToMake(name: string): void {
  const host = hostIn(name)
  if (host !== undefined && isOtherRegistry(host)) throw otherRegistry('repository', host, name.slice(host.length + 1))
}

/** What names another registry than this action serves. `name` is what there is without the host. */
export function otherRegistry(input: 'repository' | 'source', host: string, name: string): Failure<PushErrorCode> {
  const what = `input ${input} names ${host}`
  return new Failure('REGISTRY_FOREIGN', `${what}, and this action serves private repositories of Amazon ECR only`, {
    remedy:
      input === 'repository'
        ? `set repository to a name in your own registry of Amazon ECR, e.g. ${name}, or push to ${host} by another tool`
        : `push the image to your own registry of Amazon ECR first, and name it registry:${name}@sha256:…`,
  })
}
