import type { Compression } from '../kernel/compress.js'
import type { OutputRecipe } from './recipe.js'

/** How all files of lines are compressed. */
export function outputCompression({
  compression: kind,
  compression_level: level,
}: Pick<OutputRecipe, 'compression' | 'compression_level'>): Compression {
  return { kind, level }
}
