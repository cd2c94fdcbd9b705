import { linesThatFit, roomIn, sealedName, type ShardLimits } from '../sinks/jsonl-shards.js'
import type { Compression } from '../kernel/compress.js'
import type { LineBlock } from '../sinks/sink.js'

/** One shard as ranges over the lines that stay of a split, task by task. */
export interface PlannedShard {
  readonly series: string
  readonly file: string
  readonly segments: readonly Segment[]
}

/** Lines `from` up to `to` of those of the task and series that stay. */
interface Segment {
  readonly task: number
  readonly from: number
  readonly to: number
}

/** Cuts series into shards by the lengths of their lines alone. */
export interface ShardPlan {
  startTask(task: number): void
  add(series: string, block: LineBlock): void
  /** In the order of series; one shard at least for each. */
  shards(): readonly PlannedShard[]
}

interface OpenShard {
  readonly segments: { readonly task: number; readonly from: number; to: number }[]
  bytes: number
  records: number
}

export function planShards(
  series: readonly string[],
  { limits, compression }: { readonly limits: ShardLimits; readonly compression: Compression },
): ShardPlan {
  const shardsOf = new Map<string, OpenShard[]>(series.map((name) => [name, [emptyShard()]]))
  /** Lines of the task so far, by series. */
  let lines = new Map<string, number>()
  let task = 0

  function take(shard: OpenShard, name: string, count: number): void {
    const from = lines.get(name) ?? 0
    lines.set(name, from + count)
    const last = shard.segments.at(-1)
    if (last?.task === task) last.to += count
    else shard.segments.push({ task, from, to: from + count })
  }

  return {
    startTask(id) {
      task = id
      lines = new Map()
    },
    add(name, block) {
      const shards = shardsOf.get(name) ?? []
      shardsOf.set(name, shards)
      for (let at = 0; at < block.ends.length;) {
        const shard = shards.at(-1) ?? emptyShard()
        const to = linesThatFit(block, at, roomIn(limits, shard))
        if (to > at) take(shard, name, to - at)
        shard.bytes += bytesBetween(block, at, to)
        shard.records += to - at
        if (to < block.ends.length) shards.push(emptyShard())
        at = to
      }
    },
    shards: () =>
      Array.from(shardsOf, ([name, shards]) =>
        shards.map(({ segments }, ordinal) => ({
          series: name,
          file: sealedName({ series: name, ordinal, count: shards.length, compression }),
          segments,
        })),
      ).flat(),
  }
}

function emptyShard(): OpenShard {
  return { segments: [], bytes: 0, records: 0 }
}

function bytesBetween({ ends }: LineBlock, from: number, to: number): number {
  return (ends[to - 1] ?? 0) - (from === 0 ? 0 : (ends[from - 1] ?? 0))
}
