import { z } from 'zod'
import type {
  AdapterOutput,
  LineageAddOutput,
  LineageFindOutput,
  SightingOutput,
} from '../cli/outputs/lineage-output.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import { count, place, sha256 } from './figures.js'

const version = z.literal(1).describe('Grows when a key changes its meaning.')

export const lineageAddOutput: z.ZodType<LineageAddOutput> = z.strictObject({
  format_version: version,
  store: z.string().describe('The folder.'),
  lineage: sha256.describe('Digest of the graph that was added.'),
  manifest_sha256: sha256.describe('The export whose records were added.'),
  index: count.describe('Bytes of the index of its records.'),
} satisfies ShapeOf<LineageAddOutput>)

const adapter = z.strictObject({
  id: z.string(),
  name: z.string(),
} satisfies ShapeOf<AdapterOutput>)

export const lineageFindOutput: z.ZodType<LineageFindOutput> = z.strictObject({
  format_version: version,
  hash: z.string().describe('Of the record, in hex.'),
  sightings: z.array(
    z.strictObject({
      manifest_sha256: sha256.describe('The export that read it.'),
      data: z.string().describe('Name of the data; empty where no graph names it.'),
      at: place,
      outcome: z.string().describe('emitted, or the reason it was dropped.'),
      kept: place.exactOptional().describe('The record that stands for a duplicate.'),
      copies: z.array(place).describe('Duplicates of it that were dropped.'),
      split: z
        .string()
        .nullable()
        .describe('Of its sample, or of the one that stands for it; null where it is not known.'),
      adapters: z.array(adapter).describe('Those that were trained on it.'),
      held_out_from: z.array(adapter).describe('Those that were trained on the export without it.'),
    } satisfies ShapeOf<SightingOutput>),
  ),
} satisfies ShapeOf<LineageFindOutput>)
