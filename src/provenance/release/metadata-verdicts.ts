import { checkAdapterMetadata } from '../../adapters/check-metadata.js'
import { problemLine } from '../../adapters/metadata-problem.js'
import { readAdapterMetadata, type AdapterMetadata } from '../../adapters/read-adapter-metadata.js'
import type { JsonObject } from '../../kernel/json-value.js'
import { indentJson } from '../../kernel/write-json.js'
import { changesOf, licenseOf } from '../lineage/metadata-facts.js'
import type { ReleaseVerdict } from './verdict.js'

/** Whether the metadata, as it will be written, says what a release must say. */
export function metadataVerdicts(document: JsonObject): readonly ReleaseVerdict[] {
  const metadata = readAdapterMetadata(indentJson(document), { hasPlaces: false })
  const { errors, warnings } = checkAdapterMetadata(metadata)
  const said = [...errors, ...warnings].map((problem) => problemLine(problem))
  return [
    {
      check: 'metadata',
      verdict: errors.length > 0 ? 'failed' : warnings.length > 0 ? 'warned' : 'passed',
      details: said.length > 0 ? said : [identity(metadata)],
    },
    wanted('license', licenseOf(document), 'nobody may use it without one: give --license'),
    changelog(metadata),
  ]
}

function identity({ config }: AdapterMetadata): string {
  return `${config.adapter_id} ${config.adapter_version} for ${config.base_model_name}`
}

/** The first version has nothing to say; every other one has. */
function changelog({ config, document }: AdapterMetadata): ReleaseVerdict {
  if (config.parent_adapter_id === '') {
    return { check: 'changelog', verdict: 'skipped', details: ['there is no parent'] }
  }
  const changes = changesOf(document, config.adapter_version)
  const advice = 'say what changed since the parent: give --changelog'
  return wanted('changelog', changes.join('; '), advice)
}

function wanted(check: string, text: string, advice: string): ReleaseVerdict {
  return text === ''
    ? { check, verdict: 'warned', details: [advice] }
    : { check, verdict: 'passed', details: [text] }
}
