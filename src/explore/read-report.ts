import { join } from 'node:path'
import { z } from 'zod'
import { readPlainText } from '../disk/plain-file.js'
import type { CategoryField } from '../records/categories.js'

/** What pages use of `report.json`; a part that another version spells otherwise is left out. */
export interface ReadReport {
  /** Samples that were written although they violate the schema. */
  readonly violating?: number | undefined
  readonly categories: readonly FieldValues[]
  /** Unchecked, as the export was made by it. */
  readonly recipe?: unknown
  readonly schema?: unknown
}

type FieldValues = Pick<CategoryField, 'field' | 'from' | 'values'>

const categories: z.ZodType<readonly FieldValues[]> = z.array(
  z.object({
    field: z.string(),
    from: z.enum(['metadata', 'split']),
    values: z.array(
      z.object({
        value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
        count: z.int(),
      }),
    ),
  }),
)

const report = z.object({
  emitted: z.object({ violating: z.int() }).optional().catch(undefined),
  categories: categories.catch([]),
  recipe: z.unknown().optional(),
  schema: z.unknown().optional(),
})

/** Nothing in it when there is no report, or something else. */
export async function readReport(folder: string): Promise<ReadReport> {
  const text = await readPlainText(join(folder, 'report.json')).catch(() => '')
  const read = report.safeParse(parse(text))
  if (!read.success) return { categories: [] }
  const { emitted, ...rest } = read.data
  return { violating: emitted?.violating, ...rest }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
