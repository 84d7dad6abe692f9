import { expect, it } from 'vitest'
import { judgeCommit } from '../../src/index.ts'

/** Subject lines in the style of busy projects that write no conventional headers, or others than ours. */
const subjects = `
Fix typo in README
Fix a crash when the config is empty
fix crash on startup
Fixed login on Safari (#1234)
Fixes #1234
Fixes #1234: handle empty bodies in the proxy
Bump lodash from 4.17.20 to 4.17.21
Bump the npm group across 1 directory with 4 updates (#88)
Update README.md
Update dependency vite to v7
Merge branch 'main' into feature/login
Merge remote-tracking branch 'origin/main'
Merged in feature/login (pull request #12)
v1.2.3
1.2.3
2.0.0-rc.1
Release v1.2.3
Release 2.0
Version 3.1.4
WIP
wip: try another way
Initial commit
Revert "Add login"
Add feature flag for the new sidebar
Feature flags: read them from the environment
Feature request template
Features page redesign
net: fix use-after-free in tcp_sendmsg
drm/amd/display: Fix null check in dc_link
mm/slub: remove a stale comment
x86/mm: Fix the page table walk
bpf: Fix a sdiv overflow issue
Documentation: fix spelling
arm64: dts: qcom: sm8550: add the missing reg
staging: rtl8723bs: fix blank line
runtime: fix stack growth on plan9
cmd/go: fix module cache locking
net/http: add Server.Protocols
crypto/tls: fix session tickets
all: fix comment typos
[Python] Fix reference counting
[SPARK-12345][SQL] Fix the planner for empty relations
[SPARK-12346] Add support for nested columns
[FLINK-1234] [runtime] Fix checkpoint alignment
[FLINK-20000][docs] Fix broken links
[hotfix] Fix a typo
[docs] Fix links
[CI] Fix the nightly build
[AMDGPU] Fix a crash in isel
[clang][Sema] Diagnose missing return
[LLDB] Fix the build on Windows
[NFC] Clean up includes
[mlir] Fix a typo
KAFKA-12345: Fix flaky test in the broker
KAFKA-12346; Improve the error message
HADOOP-1234. Fix the shuffle handler
HBASE-4321 Fix region split
CASSANDRA-1000 fix repair
MDEV-1234 Fix the optimizer
bpo-12345: Fix the parser
gh-12345: Fix the tokenizer (GH-12346)
gh-108512: Add and use new replacements for PySys_GetObject()
closes bpo-38216: Fix for issue
SERVER-12345 Fix the replication test
WT-1234 Fix the cache eviction
DATAJPA-123 - Fix count queries
#1234 Fix the build
#1234: Fix the build
Issue #1234: handle feat flags
Bug 123456 - Fix the focus ring, r=alice
Bug 123456: Part 2 - Remove the old code. r=bob
Bug 1712345 - part 3: Fix tests
No issue. Fix lint
Closes #55: Drop the unused import
PR #123: Fix the tests
UTF-8 fix for Windows paths
SHA-256 fix for short inputs
HTTP/2 fix: handle GOAWAY
IPv6 fix
COVID-19 feature page
4.2.x fix the docs
3rd fix for the flaky test
2 fixes for the parser
Another fix: this time for real
One more fix: handle null
Quick fix: handle undefined
Small fix: align the button
Temporary fix: pin node
Possible fix: wait for the socket
Bugfix for the date picker
Bug fix: the modal closes now
Hotfix for prod
Hot fix
hotfix
fix
fix.
Fix!
fix fix fix
fix it
fix #12
fix (maybe)
fix - tests
Fix: 
feat
test
tests
Tests: add more
Test: x
Docs: describe the API
Docs - describe the API
doc: fix a link
docs: feature matrix
docs: explain feat: prefix
docs(feat): describe the flag
style: fix lint
chore: fix the release script
chore: feature flags
chore(deps): bump x
build: fix the cache
ci: fix the matrix
ci(fix): x
refactor: features into modules
refactor: fix names
test: fix flaky test
tests: fix flaky test
Performance improvements
Perf work on the parser
Improve performance: cache the layout
Performance tuning of the query planner
Reverting the last commit
Reverted back to the old logo
Reverts the change of the header
Breaking up the big file
Breaking out the parser into its own crate
Breaking news page
breaking test into two
Break the cycle
Security: escape the name
Added: new endpoint
Changed: colours
Fix/improve the error message
Fix/login
fix/login-page
feat/login
feature/login-page
Merge feature/login into develop
Merge pull request #12 from octo/fix/login
Merge pull request #12 from octo/feature/x
Note: this is temporary
TODO: remove me
FIXME: remove me
Refs #12
See #12
Closes #12
Part of #12
Co-authored by many
Update CHANGELOG: fix the date
Changelog: fix entry
README: fix typo
readme: feature list
Makefile: fix clean
Dockerfile: bump base image
package.json: fix main
src/app.ts: fix types
index.html: fix title
api: add the missing field
ui: fix the button
core: fix the loop
server: feature detection
web: features page
auth: hotfix for tokens
gui: bugfix
deps: update x
deps(dev): update x
i18n: fix German
l10n: update
a11y: fix labels
e2e: fix selectors
ts: fix types
js: x
css: fix hover
sql: fix join
db: fix migration
🎉 Initial commit
🐛 Fix the login
🐛 fix login on iOS
✨ Add login
✨ add feature: login page
✨ New feature: login page
🔥 Remove code
:bug: Fix the login
:sparkles: Add login
:memo: Docs
:art: Fix style
💄 style the header
🚀 Deploy
🚧 WIP
⬆️ Bump x
⚡️ Improve performance
♻️ Refactor
1️⃣ First step
(WIP) fix the parser
(docs) fix a link
(feat) the new thing
(fix) the old thing
"fix" the thing
'fix' is not a verb here
**fix** in bold
- fix the thing
* fix the thing
> fix the thing
# fix
## feature
1. fix the thing
1) fix the thing
<fix> tag is closed
{fix} placeholder is read
fix [link] in docs
fix {placeholder} in docs
fix <Button> in docs
Fix <Button>: handle disabled
fix(…)
render(x) fails without a DOM
foo(bar) is now pure
useEffect() runs once
fn(a, b): c
map(fix): x
std::vector: fix growth
a::b: c
https://example.com/feature: dead link
http://fix: x
user@host: fix
C:\\fix: path
10:30 fix the clock
Time: 10:30
ratio 1:2
What is this: a fix?
Why: because
Important: fix this before the release
Attention: feature freeze
Warning: fix needed
Hello: world
Thanks: all
Various: fixes
Misc: fixes and features
Misc fixes: typos
More fixes: typos
Lots of features: search, sort
New features: search, sort
Fix for #12: handle null
Fix of the fix: again
Fix issue with feat: parsing
Handle "feat: x" in titles
Parse [feat] in titles
Support feature: toggles in config
Show the emoji ✨ in the title
Use ： in Chinese titles
修复登录问题
添加功能：登录
ログインを修正
Исправить вход
Ajout d'une fonctionnalité : connexion
Correction : bug d'affichage
Korrektur: Anzeige
Funktion: neue Anzeige
Änderung: neue Anzeige
Fehlerbehebung: Login
Nouvelle version : 2.0
feat, fix and docs
feat & fix
feat + fix
feat/fix
feat-flag for x
feat_flag for x
feats of strength
featured posts
feature-flag: read it lazily
feature-detect: touch
feature_x: enable
fixture: add users
fixtures: add users
fixup: oops
fixme: x
fixpoint: iterate
bugsnag: update
bugs.md: update
bughunt: day 1
hotfixes.md: update
perf.data: ignore
perfect: hash
perftest: add
revert.ts: rename
reverting: x
testing: x
testdata: update
releases: x
release: 1.2.3
chore(main): release 1.2.3
chore(release): 1.2.3 [skip ci]
Publish
Publishing 1.2.3
Bump version to 1.2.3
Prepare for 1.2.3
Cherry-pick of #12
Cherry pick abc1234 to 1.x
Backport #12 to 1.x
Backport: fix the parser
[Backport 1.x] Fix the parser (#12)
[1.x] Fix the parser (#12)
[release-1.2] Fix the parser
[bot] Update files
[skip ci] Update files
[automated] Update files
[pre-commit.ci] pre-commit autoupdate
build(deps-dev): bump @types/node from 20.1.0 to 20.2.0
Translated using Weblate (German)
Apply suggestions from code review
Address review comments
Address comments: fix names
Review: fix names
Lint
lint fix
lint: fix
eslint --fix
prettier --write
npm audit fix
npm audit fix: lodash
cargo fix
cargo clippy --fix
go fix: use any
go vet: fix copylocks
`
  .split('\n')
  .map((line) => line.replaceAll('\\\\', '\\'))
  .filter((line) => line !== '')

it('has subjects of many styles', () => {
  expect(subjects.length).toBeGreaterThan(300)
})

it('tells no subject of prose, nor of another convention, that it nearly counted', () => {
  const told = subjects.flatMap((message) =>
    judgeCommit({ sha: 'a', message }).nearMisses.map(({ because }) => `${message}: ${because}`),
  )
  expect(told).toEqual([])
})
