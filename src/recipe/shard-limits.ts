import type { ShardLimits } from '../sinks/jsonl-shards.js'
import type { OutputRecipe } from './recipe.js'

/** How large files of lines may become. */
export function shardLimits({
  shard_bytes: bytes,
  shard_records: records,
}: Pick<OutputRecipe, 'shard_bytes' | 'shard_records'>): ShardLimits {
  return { bytes, records }
}
