import * as core from '@actions/core'
import { safeLog } from './text.ts'

/** Where an action says what it does. Text may come from anywhere: it is made safe before it is shown. */
export interface Log {
  info(line: string): void
  warning(line: string): void
  debug(line: string): void
  /** Lines that fold under a title. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>
}

export const actionLog: Log = {
  info: (line) => core.info(safeLog(line)),
  warning: (line) => core.warning(safeLog(line)),
  debug: (line) => core.debug(safeLog(line)),
  group: (title, body) => core.group(safeLog(title), body),
}
