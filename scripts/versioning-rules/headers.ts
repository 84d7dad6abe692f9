import type { Mutation } from '../mutations.ts'
import { rulesOf } from './rules-of.ts'

/** How the first line of a message, or the title of a merge, is read. */
export const headers: readonly Mutation[] = [
  ...rulesOf('message/header.ts', {
    'a type is read in any case': ['type: type.toLowerCase()', 'type: type'],
    'a type is there': ['tolerant: /^([^\\s:()!]+)', 'tolerant: /^([^\\s:()!]*)'],
    'a type has no blank in it': ['tolerant: /^([^\\s:()!]+)', 'tolerant: /^([^:()!]+)'],
    'a type has no mark in it': ['tolerant: /^([^\\s:()!]+)', 'tolerant: /^([^\\s:()]+)'],
    'a type begins its line': ['tolerant: /^(', 'tolerant: /('],
    'a scope may be empty': ['|\\([^()]*\\))*)\\))?(!)?:\\s+', '|\\([^()]*\\))+)\\))?(!)?:\\s+'],
    'a scope may have parentheses': ['(?:[^()]|\\([^()]*\\))*', '(?:[^()])*'],
    'the parentheses of a scope are balanced': ['(?:[^()]|\\([^()]*\\))*', '.*'],
    'an empty scope is none': ['scope?.trim() || undefined', 'scope?.trim()'],
    'a scope has no blanks around it': ['scope?.trim() || undefined', 'scope || undefined'],
    'a mark breaks': ['marked: mark !== undefined', 'marked: false'],
    'a mark stands right before the colon': ['(!)?:\\s+(\\S.*)$/,', '(!)?\\s*:\\s+(\\S.*)$/,'],
    'a header has a colon': ['(!)?:\\s+(\\S.*)$/,', '(!)?:?\\s+(\\S.*)$/,'],
    'a blank follows the colon': [':\\s+(\\S.*)$/,', ':\\s*(\\S.*)$/,'],
    'several blanks may follow the colon': [':\\s+(\\S.*)$/,', ':\\s(\\S.*)$/,'],
    'strictly a type is a word': ['[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*', '[^\\s:()!]+'],
    'strictly a type may have letters of any script': ['[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*', '[a-zA-Z0-9][a-zA-Z0-9_-]*'],
    'strictly a type may have a dash': ['[\\p{L}\\p{N}_-]*', '[\\p{L}\\p{N}]*'],
    'strictly a scope is not empty': ['[^\\s()](?:[^()]*[^\\s()])?', '(?:[^\\s()](?:[^()]*[^\\s()])?)?'],
    'strictly a scope has no blanks around it': ['[^\\s()](?:[^()]*[^\\s()])?', '[^()]+'],
    'strictly a scope has no parentheses': ['(?:[^()]*[^\\s()])?', '(?:.*[^\\s])?'],
    'strictly one blank follows the colon': [': (\\S.*)$/u', ':\\s+(\\S.*)$/u'],
    'strictly a blank follows the colon': [': (\\S.*)$/u', ': ?(\\S.*)$/u'],
    'blanks may stand before a header': ["mode === 'strict' ? line.trimEnd() : line.trim()", 'line.trimEnd()'],
    'strictly no blank stands before a header': ["mode === 'strict' ? line.trimEnd() : line.trim()", 'line.trim()'],
  }),
  ...rulesOf('message/parse-message.ts', {
    'the header is the first line with content': [
      "const first = lines.findIndex((line) => line.trim() !== '')",
      'const first = 0',
    ],
    'the merge of a pull request speaks by its title': [
      'isMergedPull(headerShown) ? titleIndex(lines, first) : first',
      'first',
    ],
    'a title may follow several empty lines': ["index > first && line.trim() !== ''", 'index === first + 2'],
    'a title that is not conventional does not speak': [
      "header !== undefined && header.type !== 'revert'",
      "header?.type !== 'revert'",
    ],
    'a title that is a revert does not speak': [" && header.type !== 'revert'", ''],
    'a break that is denied breaks nothing': ['announced.filter((footer) => !denied.includes(footer))', 'announced'],
    'strictly no break is denied': ["mode === 'strict' ? noFooters : announced", 'announced'],
    'the title that was meant is kept': [
      'shownLine(lines[title]), line: title + 1',
      'shownLine(lines[at]), line: at + 1',
    ],
    'a quote of HTML does not count': [
      'outsideHtmlQuotes(lines, outsideFences(lines, at + 1))',
      'outsideFences(lines, at + 1)',
    ],
    'Refs names what a revert by type takes back': ["parts?.type === 'revert' || isGit", 'isGit'],
    'Refs names what a revert by git takes back': [' || isGitReversal(headerShown)', ''],
    'strictly a message begins with its header': [
      "mode === 'strict' && at === first && first > 0 ? undefined : parts",
      'parts',
    ],
    'a header that begins with gpg: is one': [
      "spoken.startsWith('gpg:') ? readHeader(spoken, mode) : undefined",
      'undefined',
    ],
  }),
  ...rulesOf('message/message-parser.ts', {
    'no line of the body is a field of the parser': ['  fieldPattern: never,\n', ''],
  }),
  ...rulesOf('message/pull-number.ts', {
    'a pull request’s number stands at the end': ['/\\(#(\\d{1,9})\\)$/', '/\\(#(\\d{1,9})\\)/'],
    'a pull request’s number is in the header of its merge': ["(header.endsWith(')') ? atEnd : merged)", 'atEnd'],
    'a pull request’s number is one that can be': ['\\(#(\\d{1,9})\\)$', '\\(#(\\d+)\\)$'],
    'numbers at the end are no part of a subject': ['return { subject: rest,', 'return { subject,'],
    'numbers at the end may be several': [
      'for (let at = groupAt(rest); at > 0; at = groupAt(rest))',
      'for (let at = groupAt(rest); at > 0; at = 0)',
    ],
    'a subject is more than numbers': ['at > 0;', 'at >= 0;'],
    'numbers at the end are nothing else': ['if (!numbersOnly.test(group)) break', ''],
    'numbers at the end may be a backport': ['backport(?:s|ed)?|', ''],
    'numbers at the end may be a backport of another': ['(?: of| from)?', '(?: from)?'],
    'numbers at the end may be picked': ['|cherry[- ]pick(?:s|ed)?', ''],
    'numbers at the end may stand in brackets': [
      "Math.max(text.lastIndexOf('('), text.lastIndexOf('['))",
      "text.lastIndexOf('(')",
    ],
    'numbers at the end may share their parentheses': ['(?:,? #\\d{1,9})*[)\\]]$/i', '[)\\]]$/i'],
    'numbers at the end may have words in any case': ['[)\\]]$/i', '[)\\]]$/'],
    'numbers at the end are in their order': ['groups.toReversed()', 'groups'],
    'a squash has its number at the end': ["header.endsWith(')') && atEnd.test(header)", 'true'],
    'a merge of a pull request is one of GitHub’s': [
      "header.startsWith('Merge pull request') && merged.test(header)",
      "header.startsWith('Merge')",
    ],
  }),
  ...rulesOf('message/message-lines.ts', {
    'a line ends as on Windows': ['/\\r\\n|[\\n\\r', '/[\\n\\r'],
    'a line ends as on old Macs': ['[\\n\\r\\u2028\\u2029]/', '[\\n\\u2028\\u2029]/'],
    'a line ends at a line separator': ['[\\n\\r\\u2028\\u2029]/', '[\\n\\r\\u2029]/'],
    'a line ends at a paragraph separator': ['[\\n\\r\\u2028\\u2029]/', '[\\n\\r\\u2028]/'],
    'a line is shown up to a length': ['text.length > longest ? text.slice(0, longest) : text', 'text'],
    'a line is shown without the blanks around it': ["(line ?? '').trim()", "line ?? ''"],
  }),
]
