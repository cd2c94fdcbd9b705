import { z } from 'zod'
import type {
  ConfigOutput,
  EffectiveValue,
  Origin,
  PlacedOrigin,
} from '../cli/outputs/config-output.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import { anyJson } from './any-json.js'

const origin: z.ZodType<Origin> = z.union([
  z.strictObject({ kind: z.literal('option'), option: z.string() }),
  z.strictObject({ kind: z.literal('variable'), variable: z.string() }),
  z.strictObject({
    kind: z.enum(['recipe', 'config']),
    file: z.string(),
    line: z.int().min(1),
    column: z.int().min(1),
  } satisfies ShapeOf<PlacedOrigin>),
  z.strictObject({ kind: z.literal('default') }),
])

const values = z.array(
  z.strictObject({
    key: z.string().describe('For example workers or quality.min_text_length.'),
    value: anyJson.describe('Without secrets.'),
    origin: origin.describe('Who said it.'),
  } satisfies ShapeOf<EffectiveValue>),
)

export const configOutput: z.ZodType<ConfigOutput> = z.strictObject({
  format_version: z.literal(1).describe('Grows when a key changes its meaning.'),
  config_file: z.strictObject({
    path: z.string().nullable().describe('Null for a user without a home.'),
    exists: z.boolean(),
  }),
  machine: values,
  recipe: z
    .strictObject({ path: z.string(), values })
    .nullable()
    .describe('Null where no recipe was named and there was none.'),
} satisfies ShapeOf<ConfigOutput>)
