import type { ErrorCode } from '../kernel/error.js'

/**
 * 0 ok, 1 bug, 2 usage or recipe, 3 finished but a gate failed, 5 not found, 6 conflict, 7 source or
 * target failed on the way and a rerun can succeed, 130 interrupted.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 130 | 143

export function exitCodeOf(code: ErrorCode): ExitCode {
  switch (code) {
    case 'usage.invalid':
    case 'recipe.unreadable':
    case 'recipe.invalid':
    case 'recipe.env-missing':
    case 'schema.invalid':
    case 'template.invalid':
    case 'value.not-json':
    case 'source.unreadable':
    case 'source.not-a-file':
    case 'source.no-match':
    case 'source.encoding':
    case 'source.wrong-format':
    case 'source.query-refused':
    case 'source.driver-missing':
    case 'metadata.unreadable':
    case 'metadata.invalid':
    case 'export.target-unwritable':
    case 'export.entity-failed':
    case 'export.not-run':
      return 2
    case 'export.target-exists':
      return 6
    case 'source.changed':
    case 'source.truncated':
    case 'source.expands-too-much':
    case 'source.lost':
    case 'export.disk-full':
    case 'export.worker-died':
      return 7
    case 'metric.state-invalid':
    case 'export.records-lost':
      return 1
  }
}
