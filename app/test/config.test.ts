import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { parseFault } from '../src/fault.ts'

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      host: '0.0.0.0',
      version: '0.0.0',
      commit: 'unknown',
      logLevel: 'info',
      shutdownGraceMs: 5000,
      shutdownDelayMs: 200,
      fault: { kind: 'none' },
    })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', FAULT: '' }).port).toBe(8080)
  })

  it.for([
    ['a port that is a word', { PORT: 'http' }, 'PORT is "http": it must be a port from 0 to 65535'],
    ['a port out of range', { PORT: '70000' }, 'PORT is "70000": it must be a port from 0 to 65535'],
    [
      'a negative time',
      { SHUTDOWN_GRACE_MS: '-1' },
      'SHUTDOWN_GRACE_MS is "-1": it must be milliseconds from 0 to 120000',
    ],
    ['an unknown level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud": it must be one of fatal, error'],
    ['a version with a line break', { APP_VERSION: '1.0\n2.0' }, 'APP_VERSION is "1.0\\n2.0": it must be a version'],
    ['an unknown fault', { FAULT: 'late:' }, 'FAULT is "late:": it must be none, error, crash, late:N or no-drain'],
  ] as const)('refuses %s and names the variable and the value', ([, env, message]) => {
    expect(() => readConfig(env)).toThrow(message)
  })

  it('names every problem at once', () => {
    expect(() => readConfig({ PORT: 'x', FAULT: 'y' })).toThrow(/PORT is "x".*; FAULT is "y"/)
  })
})

describe('parseFault', () => {
  it.for([
    ['none', { kind: 'none' }],
    ['error', { kind: 'error' }],
    ['crash', { kind: 'crash' }],
    ['no-drain', { kind: 'no-drain' }],
    ['late:0', { kind: 'late', after: 0 }],
    ['late:250', { kind: 'late', after: 250 }],
    ['late:-1', undefined],
    ['late', undefined],
    ['Error', undefined],
  ] as const)('%s', ([text, fault]) => {
    expect(parseFault(text)).toEqual(fault)
  })
})
