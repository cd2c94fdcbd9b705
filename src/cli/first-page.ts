import type { Manifest } from '../records/manifest.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { textOption, type Given } from './command.js'
import { usageInvalid } from './usage-invalid.js'

/**
 * Where `loradex explore` begins, from `--reason` and `--split`; empty for the overview.
 * @throws `usage.invalid` for what the export does not have.
 */
export function firstPage(
  given: Given,
  { counts, shards }: Pick<Manifest, 'counts' | 'shards'>,
): string {
  const reason = textOption(given, 'reason')
  const split = textOption(given, 'split')
  if (reason !== undefined && split !== undefined) {
    throw usageInvalid(
      'expected either --reason or --split, saw both',
      'Rejects belong to no split: leave one out.',
    )
  }
  if (reason !== undefined) {
    return page('rejects', { code: known('--reason', reason, Object.keys(counts.dropped)) })
  }
  if (split === undefined) return ''
  return page('samples', {
    split: known('--split', split, [...new Set(shards.map((shard) => shard.split))]),
  })
}

function page(path: string, query: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(query).toString()}`
}

function known(flag: string, value: string, values: readonly string[]): string {
  if (values.includes(value)) return value
  const meant = nearestWord(value, values)
  const listed = values.length === 0 ? 'nothing, as there is none' : `one of ${values.join(', ')}`
  throw usageInvalid(
    `expected ${flag} to be ${listed}, saw ${JSON.stringify(value)}`,
    meant === undefined ? `Leave out ${flag} to see everything.` : `Write ${flag} ${meant}.`,
  )
}
