import { describe, expect, it } from 'vitest'
import { isRepositoryName, parseImageName } from '../../actions/ecr-push/src/inputs/read-names.ts'
import { refuseTag } from '../../actions/ecr-push/src/inputs/tag-problem.ts'
import { lineOf, releaseOf } from '../../actions/ecr-push/src/promotion/version-line.ts'
import { shown } from '../../actions/semver/src/report/foreign-text.ts'
import { parseDuration } from '../../packages/action-io/src/duration.ts'
import { safeLog } from '../../packages/action-io/src/text.ts'
import { matchesWildcard } from '../../packages/aws/src/ecr-wildcard.ts'
import { awsFailure } from '../../packages/aws/src/error.ts'
import { refusalOf } from '../../packages/aws/src/iam-statement.ts'
import { serviceRef } from '../../packages/aws/src/service-ref.ts'
import { absoluteUrl, credentialsIn, overHttp, withoutCredentials } from '../../packages/git/src/remote-url.ts'
import { scrubber } from '../../packages/git/src/scrub.ts'
import { tagsIn } from '../../packages/git/src/tag-lines.ts'
import { wordsOf as wordsOfGitHub } from '../../packages/github/src/refusal.ts'
import { parseStatuses } from '../../packages/health/src/check.ts'
import { parsePath, readJson } from '../../packages/health/src/json-path.ts'
import { nearMiss } from '../../packages/health/src/near-miss.ts'
import { matchesWildcard as matchesRule } from '../../local-cloud/frame/src/wildcard.ts'
import { nameMatches } from '../../packages/oci/src/source/docker-manifest.ts'
import { wordsOf } from '../../packages/oci/src/registry/refusal-words.ts'
import { parseSource } from '../../packages/oci/src/source/source.ts'
import { describe as describeError } from '../../packages/outcome/src/failure.ts'
import { inOneLine, plainMarkdown, withoutUnseen } from '../../packages/outcome/src/foreign-text.ts'
import { mayReach } from '../../packages/probe/src/address.ts'
import { hideLookalikes } from '../../packages/probe/src/secret-lookalikes.ts'
import { secretHider } from '../../packages/probe/src/secrets.ts'
import { excerpt, shownUrl } from '../../packages/probe/src/shown.ts'
import { urlFault } from '../../packages/probe/src/url-fault.ts'
import { relevantEvents } from '../../packages/rollout/src/relevant-events.ts'
import { parseIgnores } from '../../packages/scan-policy/src/ignores/parse-ignores.ts'
import { readPackageUrl } from '../../packages/scan-policy/src/incoming/package-url.ts'
import { shortened } from '../../packages/scan-policy/src/incoming/place.ts'
import { toldBy } from '../../packages/scan-policy/src/incoming/sarif-package.ts'
import { readDocument } from '../../packages/task-definition/src/read-document.ts'
import { repositoryOf } from '../../packages/task-definition/src/repository-of.ts'
import { parseCommand } from '../../workflow-runner/src/command.ts'
import { growingFaster, hostileTexts, textsFor } from '@slipway/test-support/sampling/growth'

const about = { action: 'ecr:PutImage', on: 'repository a' }
const sarif = (text: string) => ({ message: text, title: text, description: text, component: text })

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'a log line': safeLog,
  'a text without what is unseen': withoutUnseen,
  'a text in one line': inOneLine,
  'a cell of a table': plainMarkdown,
  'a cell of a summary': (text) => shown(text, Infinity),
  'a duration': parseDuration,
  'a repository': isRepositoryName,
  'the name of an image': parseImageName,
  'a tag that is none': (text) => refuseTag('tags', text, text),
  'a floating tag': lineOf,
  'the tag of a release': releaseOf,
  'a name that ECR filters': (text) => matchesWildcard('*a*b*c*', text),
  'words of IAM': (text) => refusalOf(`not authorized to perform: ecr:PutImage on resource: arn:a because no ${text}`),
  'words of IAM again and again': refusalOf,
  'words of AWS': (text) => awsFailure(new Error(text), about),
  'the name of a service': (text) => serviceRef('default', text),
  'the URL of a remote': (text) => [absoluteUrl(text, '/'), overHttp(text, 'https://a.b'), withoutCredentials(text)],
  'the password of a remote': (text) => credentialsIn(`https://${text}@host/`),
  'words of git': scrubber(['secret']),
  'tags of git': tagsIn,
  'words of GitHub': (text) => wordsOfGitHub(new Error(text)),
  statuses: parseStatuses,
  'the path of a value': parsePath,
  'a body': (text) => readJson(text, 'a.b'),
  'a version that is another': (text) => nearMiss(text, '1.2.3'),
  'a path that a rule may match': (text) => matchesRule('*a*b?c*', text, true),
  'the name of an image in an archive': (text) => nameMatches({ 'io.containerd.image.name': text }, `${text}x`),
  'words of a registry': wordsOf,
  'a source': parseSource,
  'an error': (text) => describeError(new Error(text)),
  'an address': mayReach,
  'a text with secrets': hideLookalikes,
  'a text with a secret that is known': secretHider(['https://u:pass%20word@host/?key=aaaa0000']),
  'a text that is shown': (text) => excerpt(text),
  'a URL that is shown': shownUrl,
  'a URL that is probed': urlFault,
  'an event of ECS': (message) => relevantEvents([{ id: 'a', at: 0, message }], 3),
  'exceptions to a policy': (text) => parseIgnores(text, 'ignores.yaml'),
  'a package URL': readPackageUrl,
  'a text of a report': shortened,
  'words of Trivy': (text) => toldBy('Trivy', sarif(text)),
  'words of Grype': (text) => toldBy('grype', sarif(text)),
  'words of Snyk': (text) => toldBy('Snyk', sarif(text)),
  'a task definition': (text) => readDocument('task.json', text),
  'an image': repositoryOf,
  'a line of a step': (text) => parseCommand(text, () => true),
}

/** What is refused has been read too. */
function tried(read: (text: string) => unknown): (text: string) => unknown {
  return (text) => {
    try {
      return read(text)
    } catch (error) {
      return error
    }
  }
}

const names = Object.keys(readers)
const textsOf = textsFor(names, 400)

describe('what others write is read in time that grows with its length only', () => {
  it.for(names)('%s', (name) => {
    expect(growingFaster(tried(readers[name] ?? (() => undefined)), textsOf(name))).toEqual([])
  })

  it('sees work by the square', () => {
    const byTheSquare = (text: string): number => {
      let same = 0
      for (let at = 0; at < text.length; at += 100) for (const other of text) if (other === text[at]) same += 1
      return same
    }
    const blanks = hostileTexts.slice(0, 1)
    expect(growingFaster(byTheSquare, blanks)).toEqual(['" "'])
  })
})
