import { readBaseModel } from '../base/read-base-model.js'
import { engineFits, type EngineFit } from '../engines/engine-fit.js'
import { helpedByPlain } from '../engines/helped-by-plain.js'
import type { EngineId } from '../engines/engine-id.js'
import { contentOf, type AdapterFiles } from '../read/adapter-files.js'
import { withFile } from '../read/file-source.js'
import { readAdapter } from '../read/read-adapter.js'
import type { AdapterMetadata } from '../read-adapter-metadata.js'
import { scanValues, type TensorValues } from '../values/scan-values.js'
import type { AdapterCheck, CheckFinding, CheckId } from './adapter-check.js'
import { alpha } from './alpha.js'
import { baseShape } from './base-shape.js'
import { checkSubject, type CheckSubject } from './check-subject.js'
import { container } from './container.js'
import { count } from './count.js'
import { dtype } from './dtype.js'
import { engineFit } from './engine-fit.js'
import { features } from './features.js'
import { pairs } from './pairs.js'
import { prefix } from './prefix.js'
import { rank } from './rank.js'
import { targets } from './targets.js'
import { values } from './values.js'

export interface CheckAdapterOptions {
  /** As the adapter is called in messages. @default the path */
  readonly shown?: string
  /** Folder or `config.json` of the base model. @default what needs it is skipped */
  readonly base?: string
  /** As that is called in messages. @default the path */
  readonly shownBase?: string
  /** Whether every value is read. @default true */
  readonly readsValues?: boolean
  /** Metadata that is yet to be written. @default what lies beside the adapter */
  readonly metadata?: AdapterMetadata
  /** Engines that have to take the adapter. @default none */
  readonly engines?: readonly EngineId[]
  /** Whether warnings fail, too. @default false */
  readonly strict?: boolean
}

/** What the checks of an adapter come to. */
export interface AdapterVerdict {
  /** There are no errors; warnings there may be, unless they fail, too. */
  readonly passed: boolean
  readonly checks: readonly CheckResult[]
  readonly engines: readonly EngineFit[]
  /** Those of them that answer otherwise, and take what `adapter plain` writes. */
  readonly helpedByPlain: readonly EngineFit[]
}

export interface CheckResult {
  readonly check: CheckId
  readonly verdict: 'passed' | 'warned' | 'failed' | 'skipped'
  /** Why it was skipped. */
  readonly reason?: string
  readonly findings: readonly CheckFinding[]
}

const checks: readonly AdapterCheck[] = [
  container,
  rank,
  pairs,
  targets,
  baseShape,
  prefix,
  count,
  dtype,
  values,
  features,
  engineFit,
  alpha,
]

/**
 * Holds an adapter's weights against its config, its metadata and, where it is named, its base model.
 * @throws `adapter.unreadable`, `adapter.base-unreadable`
 *
 * @example
 * ```ts
 * import { checkAdapter } from 'loradex/adapters'
 *
 * const { passed, checks } = await checkAdapter('adapter', { base: 'base-model' })
 * for (const { check, findings } of checks) console.log(check, findings.length)
 * ```
 */
export async function checkAdapter(
  path: string,
  options: CheckAdapterOptions = {},
): Promise<AdapterVerdict> {
  const { shown = path, base, shownBase, readsValues = true, metadata, engines, strict } = options
  const read = await readAdapter(path, shown)
  const files = metadata === undefined ? read : withMetadata(read, metadata)
  return judgeAdapter(
    checkSubject(files, {
      base: base === undefined ? undefined : await readBaseModel(base, shownBase),
      values: readsValues ? await valuesOf(files) : undefined,
      engines,
    }),
    { strict },
  )
}

function withMetadata(files: AdapterFiles, content: AdapterMetadata): AdapterFiles {
  const file = 'adapter_metadata.json'
  return { ...files, metadata: { file, path: file, content } }
}

/** Asks all checks. Pure. */
export function judgeAdapter(
  subject: CheckSubject,
  { strict = false }: { readonly strict?: boolean | undefined } = {},
): AdapterVerdict {
  const failing = strict ? ['failed', 'warned'] : ['failed']
  const results = checks.map((check) => resultOf(check, subject))
  return {
    passed: results.every(({ verdict }) => !failing.includes(verdict)),
    checks: results,
    engines: subject.header === undefined ? [] : engineFits(subject),
    helpedByPlain: helpedByPlain(subject),
  }
}

function resultOf(check: AdapterCheck, subject: CheckSubject): CheckResult {
  const reason = check.skipped(subject)
  if (reason !== undefined) return { check: check.id, verdict: 'skipped', reason, findings: [] }
  const findings = [...check.run(subject)]
  const has = (severity: string): boolean => findings.some((one) => one.severity === severity)
  const verdict = has('error') ? 'failed' : has('warning') ? 'warned' : 'passed'
  return { check: check.id, verdict, findings }
}

async function valuesOf({ weights }: AdapterFiles): Promise<readonly TensorValues[] | undefined> {
  const content = contentOf(weights)
  if (content?.format !== 'safetensors') return undefined
  const { tensors } = content.header
  return withFile(weights.path, (source) => scanValues(source, tensors))
}
