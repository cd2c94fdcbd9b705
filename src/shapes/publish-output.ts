import { z } from 'zod'
import type { PublishOutput } from '../cli/outputs/publish-output.js'
import type { ShapeOf } from '../recipe/field-shape.js'

export const publishOutput: z.ZodType<PublishOutput> = z.strictObject({
  format_version: z.literal(1).describe('Grows when a key changes its meaning.'),
  to: z.enum(['mlflow', 'wandb', 'dir']),
  version: z.string().describe('Of the adapter.'),
  at: z.string().describe('mlflow:name/number, or the folder that was written.'),
  existed: z.boolean().describe('Nothing was written: it was there already.'),
} satisfies ShapeOf<PublishOutput>)
