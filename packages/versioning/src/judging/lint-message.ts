import { higherBump } from '../bump.ts'
import { knowsType } from '../message/commit-types.ts'
import { headerMistake, type HeaderMistake } from '../message/header-mistake.ts'
import type { Header } from '../message/header.ts'
import { defaultJudging } from '../judging-options.ts'
import type { Finding } from './message-finding.ts'
import type { MessageMode } from '../message-mode.ts'
import { bumpOfHeader, bumpOfMistake } from './misses-of.ts'
import { parseMessage, type ParsedMessage } from '../message/parse-message.ts'
import { isGitReversal } from '../message/reversal.ts'
import { defaultRules, type RuleTable } from '../rule-table.ts'
import { footerCounts } from './verdict.ts'

/** Headers that git writes for work which is to be squashed before it is merged. */
const unsquashed = /^(fixup|squash|amend)! /

/** Headers of merges as git, GitHub, GitLab and Bitbucket write them; nobody chose their words. */
const merge =
  /^(?:Merge (?:pull request #\d|branch |branches |remote-tracking |tag |commit |[0-9a-f]{7,40} into )|Merged in )/

const form = '`type(scope)!: description`, as in `fix(api): answer 404`'

/**
 * What is wrong with a commit message, a finding a line; merges and reverts as git writes them may have any header, and
 * a header any type, unless it would release by the rules had it not slipped.
 */
export function lintMessage(message: string, mode: MessageMode, rules: RuleTable = defaultRules): readonly Finding[] {
  const parsed = parseMessage(message, mode)
  return [...headerFindings(parsed, mode, rules), ...bodyFindings(parsed, mode)]
}

function headerFindings(parsed: ParsedMessage, mode: MessageMode, rules: RuleTable): readonly Finding[] {
  const { header, headerLine: line, parts } = parsed
  const found = (code: Finding['code'], message: string): readonly Finding[] => [
    { line, lineText: header, code, message },
  ]
  if (header === '') return found('empty-message', `there is no message: write ${form}`)
  const [, work] = unsquashed.exec(header) ?? []
  if (work !== undefined) return found('fixup', `\`${work}!\` is left over: squash it before it is merged`)
  if (isGitReversal(header) || merge.test(header)) return []
  const mistake = headerMistake(header, mode, knowsType(rules))
  if (parts !== undefined)
    return mistake !== undefined && wouldRelease(mistake, parts, rules) ? found('near-miss', mistake.because) : []
  if (mistake !== undefined) return found('near-miss', `the header is not conventional: ${mistake.because}`)
  const because =
    mode === 'strict' && parseMessage(header, mode).parts !== undefined ? 'it does not begin at once; ' : ''
  return found('not-conventional', `the header is not conventional: ${because}write ${form}`)
}

/** A header that is right by its form, as `feature: a` is, and says less than it was meant to. */
function wouldRelease({ meant }: HeaderMistake, header: Header, rules: RuleTable): boolean {
  const own = bumpOfHeader(header, { rules })
  return higherBump(own, bumpOfMistake(meant, { rules })) !== own
}

function bodyFindings(parsed: ParsedMessage, mode: MessageMode): readonly Finding[] {
  const {
    missed,
    footers: [footer],
  } = parsed
  const near = [...missed.breaking, ...missed.releaseAs].map(({ line, lineText, because }): Finding => ({
    line,
    lineText,
    code: 'near-miss',
    message: because,
  }))
  if (footer === undefined || footerCounts(parsed, { ...defaultJudging, mode })) return near
  const message = 'the footer does not count, because the header is not conventional'
  return [{ line: footer.line, lineText: footer.lineText, code: 'near-miss', message }, ...near]
}
