import type { PlainJson } from '../../kernel/plain-json.js'
import type { EngineRequest } from '../../requests/create-request.js'

/** What `loradex request --json` prints; either a body to send or Python to run. */
export interface RequestOutput extends Omit<EngineRequest, 'content'> {
  readonly format_version: 1
  readonly body?: PlainJson
  readonly code?: string
}
