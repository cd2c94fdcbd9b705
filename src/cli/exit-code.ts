import type { ErrorCode, LoradexError } from '../kernel/error.js'

/**
 * 0 ok, 1 bug, 2 usage or recipe, 3 finished but a gate failed, 4 login refused, 5 not found, 6 conflict, 7 source or
 * target failed on the way and a rerun can succeed, 129, 130 and 143 ended by SIGHUP, SIGINT and SIGTERM.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 129 | 130 | 143

const exitCodes: Readonly<Record<ErrorCode, ExitCode>> = {
  'usage.invalid': 2,
  'config.unreadable': 2,
  'config.invalid': 2,
  'recipe.unreadable': 2,
  'recipe.invalid': 2,
  'recipe.env-missing': 2,
  'schema.invalid': 2,
  'grammar.invalid': 2,
  'grammar.too-large': 2,
  'grammar.uncheckable': 2,
  'grammar.inexpressible': 2,
  'request.unsupported': 2,
  'template.invalid': 2,
  'value.not-json': 2,
  'source.unreadable': 2,
  'source.not-a-file': 2,
  'source.no-match': 2,
  'source.not-found': 5,
  'source.encoding': 2,
  'source.wrong-format': 2,
  'source.query-refused': 2,
  'source.driver-missing': 2,
  'source.changed': 7,
  'source.not-appendable': 2,
  'source.damaged': 7,
  'source.truncated': 7,
  'source.expands-too-much': 7,
  'source.lost': 7,
  'init.no-records': 2,
  'init.no-proposal': 2,
  'init.target-exists': 6,
  'init.target-unwritable': 2,
  'metric.state-invalid': 1,
  'evaluation.invalid': 2,
  'adapter.unreadable': 2,
  'adapter.refused': 2,
  'adapter.base-unreadable': 2,
  'metadata.unreadable': 2,
  'metadata.trainer-unreadable': 2,
  'metadata.invalid': 2,
  'report.missing': 5,
  'report.damaged': 2,
  'report.newer': 2,
  'export.target-exists': 6,
  'export.locked': 6,
  'export.unfinished': 6,
  'export.plan-changed': 6,
  'export.not-appendable': 6,
  'export.without-digests': 2,
  'export.target-unwritable': 2,
  'export.disk-full': 7,
  'export.disk-failed': 7,
  'export.entity-failed': 3,
  'export.records-lost': 1,
  'export.worker-died': 7,
  'export.not-run': 2,
  'export.unreadable': 2,
  'export.damaged': 7,
  'export.changed': 7,
  'explore.port-taken': 6,
  'spark.unavailable': 2,
  'spark.failed': 7,
  'key.invalid': 2,
  'model.invalid': 2,
  'signature.missing': 5,
  'signature.invalid': 3,
  'signature.mismatch': 3,
  'lineage.source-gone': 5,
  'lineage.unreadable': 2,
  'lineage.outdated': 6,
  'registry.unreachable': 7,
  'registry.refused': 2,
  'registry.conflict': 6,
  'registry.not-found': 5,
}

export function exitCodeOf(error: LoradexError): ExitCode {
  const { code, details } = error
  if (code === 'source.unreadable' && 'reason' in details) return 4
  if (code === 'registry.refused' && 'status' in details) return refusalCode(details.status)
  return exitCodes[code]
}

function refusalCode(status: number): ExitCode {
  if (status === 401 || status === 403) return 4
  return status >= 500 ? 7 : 2
}
