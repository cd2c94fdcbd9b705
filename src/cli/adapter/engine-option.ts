import { engineIds, type EngineId } from '../../adapters/engines/engine-id.js'
import { nearestWord } from '../../kernel/nearest-word.js'
import { listOption, type Given } from '../command.js'
import { usageInvalid } from '../usage-invalid.js'

/** Engines that an adapter has to serve; each once, in the order of the table. */
export function engineOption(given: Given): readonly EngineId[] {
  const named = listOption(given, 'engine')
  const unknown = named.find((name) => !engineIds.some((id) => id === name))
  if (unknown === undefined) return engineIds.filter((id) => named.includes(id))
  const meant = nearestWord(unknown, engineIds)
  throw usageInvalid(
    `--engine: expected one of ${engineIds.join(', ')}, saw ${JSON.stringify(unknown.slice(0, 60))}`,
    meant === undefined ? 'Name one of them.' : `Write --engine ${meant}.`,
  )
}
