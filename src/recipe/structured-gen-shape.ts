import { z } from 'zod'
import { flag, isObject, jsonObject, type ShapeOf } from './field-shape.js'
import type { StructuredGenRecipe } from './recipe.js'

/** What samples have to keep. */
export const structuredGen: z.ZodType<StructuredGenRecipe> = z
  .strictObject({
    enable_schema_validation: flag(false, 'Validates each sample.'),
    json_schema: z
      .union([z.string().min(1), z.boolean(), jsonObject])
      .meta({ title: 'a path, a schema or JSON text' })
      .exactOptional()
      .describe('JSON Schema of the sample: a path, a schema, or JSON text.'),
    regex: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Regex of ECMA-262 that the whole produced text must match.'),
    grammar: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Grammar that the whole produced text must match: a path, or the text.'),
    grammar_format: z
      .enum(['lark', 'ebnf', 'gbnf'])
      .exactOptional()
      .describe('Of the grammar; told by the name of its file if absent.'),
    include_schema_in_output: flag(false, 'Writes the schema into each sample as __schema__.'),
    reject_invalid_samples: flag(true, 'Drops samples that violate schema, regex or grammar.'),
    log_validation_errors: flag(true, 'Reports the errors.'),
    infer_schema: flag(false, 'Writes a schema inferred from the samples.'),
  } satisfies ShapeOf<StructuredGenRecipe>)
  .refine(hasSchemaFor('enable_schema_validation'), {
    path: ['enable_schema_validation'],
    error: 'expected json_schema beside it, saw none',
    params: { hint: 'Add json_schema: schema.json, or set enable_schema_validation to false.' },
    when: isObject,
  })
  .refine(hasSchemaFor('include_schema_in_output'), {
    path: ['include_schema_in_output'],
    error: 'expected json_schema beside it, saw none',
    params: { hint: 'Add json_schema: schema.json, or set include_schema_in_output to false.' },
    when: isObject,
  })

  .refine(({ regex, grammar }) => regex === undefined || grammar === undefined, {
    path: ['regex'],
    error: 'expected regex or grammar, saw both',
    params: { hint: 'Leave one of them out: engines enforce one at a time.' },
    when: isObject,
  })
  .refine(({ grammar, grammar_format }) => grammar_format === undefined || grammar !== undefined, {
    path: ['grammar_format'],
    error: 'expected grammar beside it, saw none',
    params: { hint: 'Add grammar: answer.lark, or leave out grammar_format.' },
    when: isObject,
  })

function hasSchemaFor(key: 'enable_schema_validation' | 'include_schema_in_output') {
  return (section: { [name in typeof key]?: boolean } & { json_schema?: unknown }): boolean =>
    section[key] !== true || section.json_schema !== undefined
}
