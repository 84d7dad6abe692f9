import * as core from '@actions/core'
import type { Log } from '@slipway/outcome'
import { safeLog } from './text.ts'

export const actionLog: Log = {
  info: (line) => core.info(safeLog(line)),
  warning: (line) => core.warning(safeLog(line)),
  debug: (line) => core.debug(safeLog(line)),
  group: (title, body) => core.group(safeLog(title), body),
}
