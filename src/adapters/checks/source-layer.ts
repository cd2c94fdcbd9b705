import type { PeftConfig } from '../peft/peft-config.js'

/** More layers are no model. */
const MOST_LAYERS = 10_000

/** The layer of the base model that a replicated layer is made of. */
export function sourceLayer(path: string, { layerReplication }: PeftConfig): string {
  if (layerReplication.length === 0) return path
  const sources = layerReplication.flatMap(([start, end]) =>
    Array.from(
      { length: Math.min(MOST_LAYERS, Math.max(0, end - start)) },
      (_, index) => start + index,
    ),
  )
  return path.replace(/(^|\.)(\d+)(?=\.|$)/u, (whole, before: string, layer: string) => {
    const source = sources[Number(layer)]
    return source === undefined ? whole : `${before}${source}`
  })
}
