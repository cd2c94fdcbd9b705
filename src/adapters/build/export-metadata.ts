import { join } from 'node:path'
import { readPlainText } from '../../disk/plain-file.js'
import { LoradexError } from '../../kernel/error.js'
import { isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { shortPath } from '../../kernel/short-path.js'
import { systemFailure, systemSeen } from '../../kernel/system-failure.js'
import { readAdapterMetadata } from '../read-adapter-metadata.js'

const FILE = 'adapter_metadata.json'

export interface ExportMetadataOptions {
  /** As messages call the folder. @default the folder */
  readonly shown?: string | undefined
  /** Nothing else says what the adapter is. @default false */
  readonly isNeeded?: boolean
}

/**
 * The `adapter_metadata.json` that an export wrote; empty where its recipe, in the report, tracks no
 * adapter, or where it was moved to an adapter.
 * @throws `metadata.invalid`, `metadata.unreadable`
 */
export async function exportMetadata(
  folder: string,
  report: JsonObject,
  { shown = folder, isNeeded = false }: ExportMetadataOptions,
): Promise<JsonObject> {
  const path = `${shown.replace(/\/+$/u, '')}/${FILE}`
  const text = await readPlainText(join(folder, FILE)).catch((cause: unknown) => {
    const isMissing = systemFailure(cause)?.code === 'ENOENT'
    if (isMissing && !(isNeeded && isTracked(report))) return '{}'
    throw unreadable(path, cause)
  })
  return readAdapterMetadata(text, { path }).document
}

function isTracked(report: JsonObject): boolean {
  const recipe = report.get('recipe')
  const adapter = isJsonObject(recipe) ? recipe.get('adapter_metadata') : undefined
  return isJsonObject(adapter) && adapter.get('enable_tracking') === true
}

function unreadable(path: string, cause: unknown): LoradexError {
  return new LoradexError('metadata.unreadable', {
    message: `${shortPath(path)}: expected what the export wrote of the adapter, saw ${systemSeen(cause)}`,
    details: { path },
    hint: `Export again, or put ${FILE} back.`,
    cause,
  })
}
