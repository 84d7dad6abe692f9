/**
 * How a commit message is read. `tolerant` takes what people meant: types in any case, blanks around the header, a
 * `BREAKING CHANGE:` at the start of any later line. `strict` is the letter of Conventional Commits 1.0.0.
 */
export type MessageMode = 'tolerant' | 'strict'
