import { fromPlain } from '../kernel/plain-json.js'
import { escapeToken } from '../schema/validate/json-pointer.js'
import type { AdapterMetadata } from './read-adapter-metadata.js'
import type { AdapterMetadataConfig } from './adapter-config.js'
import { seenValue, type MetadataProblem } from './metadata-problem.js'
import type { MetadataRule } from './metadata-rule.js'
import { blockProblems, strangeMembers } from './spec/block-problems.js'
import { trainingRules } from './training-rules.js'

/** What `loradex metadata check` finds. */
export interface MetadataFindings {
  /** The document cannot be used as it is. */
  readonly errors: readonly MetadataProblem[]
  /** The document works, but says less than it could or something unusual. */
  readonly warnings: readonly MetadataProblem[]
}

/** Letters, digits, `.`, `_`, `-`; one `/` may part an owner from a name. Safe in paths and URLs. */
const adapterId = /^[a-z\d][\w.-]{0,95}(?:\/[a-z\d][\w.-]{0,95})?$/iu

/** https://semver.org, 2.0.0. */
const semanticVersion =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-z-][\da-z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-z-][\da-z-]*))*)?(?:\+[\da-z-]+(?:\.[\da-z-]+)*)?$/iu

/** The shape of RFC 5646 tags without the irregular ones of old; no registry is asked. */
const languageTag =
  /^[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$/iu

/** As exports write it. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u

const uri = /^[a-z][a-z\d+.-]*:\S+$/iu

/** Judges what `readAdapterMetadata` read. Pure. */
export function checkAdapterMetadata({ config, document }: AdapterMetadata): MetadataFindings {
  const rules = [
    ...identityRules(config),
    ...descriptionRules(config),
    ...trainingRules(config.training_config),
    ...provenanceRules(config),
    ...timeRules(document.get('exported_at')),
  ]
  const broken = rules.filter(({ holds }) => !holds)
  const strange = strangeMembers(document).map((name) => ({
    pointer: `/${escapeToken(name)}`,
    expected: 'a member of the specification, or a name with a namespace such as acme:notes',
    seen: seenValue(document.get(name)),
  }))
  return {
    errors: [
      ...broken.filter(({ level }) => level === 'error').map(toProblem),
      ...blockProblems(document),
    ],
    warnings: [...broken.filter(({ level }) => level === 'warning').map(toProblem), ...strange],
  }
}

function toProblem({ pointer, expected, value }: MetadataRule): MetadataProblem {
  return { pointer, expected, seen: value === undefined ? 'nothing' : seenValue(fromPlain(value)) }
}

function identityRules(config: AdapterMetadataConfig): readonly MetadataRule[] {
  const { adapter_id: id, adapter_version: version, base_model_name: base } = config
  return [
    {
      pointer: '/adapter_id',
      level: 'error',
      expected: 'letters, digits, ".", "_" or "-", at most one "/" between them',
      value: id,
      holds: adapterId.test(id) && !id.includes('..'),
    },
    {
      pointer: '/adapter_version',
      level: 'error',
      expected: 'a semantic version such as 1.2.0',
      value: version,
      holds: semanticVersion.test(version),
    },
    {
      pointer: '/base_model/name',
      level: 'error',
      expected: 'the model that the adapter is for',
      value: base,
      holds: base.trim() !== '',
    },
    {
      pointer: '/base_model/version',
      level: 'warning',
      expected: 'a version, because weights change under the same name',
      value: config.base_model_version,
      holds: config.base_model_version !== '',
    },
  ]
}

function descriptionRules({ task_type, language }: AdapterMetadataConfig): readonly MetadataRule[] {
  return [
    {
      pointer: '/task/type',
      level: 'warning',
      expected: 'a task such as question-answering',
      value: task_type,
      holds: task_type !== '',
    },
    {
      pointer: '/task/language',
      level: language === '' ? 'warning' : 'error',
      expected: 'a BCP 47 language tag such as de or pt-BR',
      value: language,
      holds: languageTag.test(language),
    },
  ]
}

function provenanceRules(config: AdapterMetadataConfig): readonly MetadataRule[] {
  const { adapter_id, adapter_version, parent_adapter_id: parent, data_source_uri } = config
  return [
    {
      pointer: '/provenance/parent_adapter_id',
      level: 'error',
      expected: 'another adapter than this one, or none',
      value: parent,
      holds: parent === '' || parent !== `${adapter_id}@${adapter_version}`,
    },
    {
      pointer: '/provenance/parent_adapter_id',
      level: 'warning',
      expected:
        'a version behind the id (id@version), because the id is that of the adapter itself',
      value: parent,
      holds: parent === '' || parent !== adapter_id,
    },
    {
      pointer: '/provenance/data_source_uri',
      level: 'warning',
      expected: 'a URI with a scheme',
      value: data_source_uri,
      holds: data_source_uri === '' || uri.test(data_source_uri),
    },
  ]
}

function timeRules(exportedAt: unknown): readonly MetadataRule[] {
  const text = typeof exportedAt === 'string' ? exportedAt : ''
  return [
    {
      pointer: '/exported_at',
      level: text === '' ? 'warning' : 'error',
      expected: 'an instant such as 2024-11-21T08:30:00Z',
      value: exportedAt,
      holds: instant.test(text) && isCalendarInstant(text),
    },
  ]
}

function isCalendarInstant(text: string): boolean {
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(text.slice(8, 10))
}
