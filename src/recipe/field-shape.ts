import { z } from 'zod'
import { isLoradexError } from '../kernel/error.js'
import type { PlainJson } from '../kernel/plain-json.js'
import type { FieldSource } from '../styles/field-source.js'
import { compileTemplate } from '../styles/template.js'

/** A schema for each key of `Section`, so that a forgotten or an invented key does not compile. */
export type ShapeOf<Section> = {
  readonly [Key in keyof Section]-?: z.ZodType<Section[Key]>
}

/** When to check keys against each other: although another key of the section is wrong. */
export function isObject({ value }: { readonly value: unknown }): boolean {
  return typeof value === 'object' && value !== null
}

/** Deeper values are mistakes, and recursion must have a bound. */
const MAX_LEVELS = 128

const plainJson: z.ZodType<PlainJson> = z
  .custom<PlainJson>((value) => isPlainJson(value, MAX_LEVELS), { error: '' })
  .meta({ title: 'a value that JSON can hold' })

export const jsonObject: z.ZodType<Readonly<Record<string, PlainJson>>> = z
  .custom<Readonly<Record<string, PlainJson>>>(
    (value) => kindOf(value) === 'object' && isPlainJson(value, MAX_LEVELS),
    { error: '' },
  )
  .meta({ type: 'object' })

function isPlainJson(value: unknown, levels: number): boolean {
  if (levels === 0) return false
  const kind = kindOf(value)
  if (kind === 'list' && Array.isArray(value)) {
    return value.every((item) => isPlainJson(item, levels - 1))
  }
  if (kind === 'object' && typeof value === 'object' && value !== null) {
    return Object.values(value).every((member) => isPlainJson(member, levels - 1))
  }
  return kind === 'scalar'
}

function kindOf(value: unknown): 'scalar' | 'list' | 'object' | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return 'scalar'
  if (typeof value === 'number') return Number.isFinite(value) ? 'scalar' : undefined
  if (Array.isArray(value)) return 'list'
  if (typeof value !== 'object') return undefined
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null ? 'object' : undefined
}

/** A dotted path or a JSON Pointer. */
export const fieldPath: z.ZodString = z.string().regex(/^(?:[^/]|\/(?:[^~]|~[01])*$)/u)

const template = z
  .string()
  .superRefine((text, context) => {
    const problem = templateProblem(text)
    if (problem) context.addIssue({ code: 'custom', ...problem })
  })
  .describe('Text with {{path}}, {{path | filter}}, {{#if path}} and {{#each path}}.')

export const fieldSource: z.ZodType<FieldSource> = z
  .union([
    fieldPath,
    z.strictObject({ const: plainJson.describe('The same for every record.') }),
    z.strictObject({ template }),
  ])
  .meta({
    id: 'FieldSource',
    title: 'a path such as answer.text or /answer/text, { const: … } or { template: … }',
    description:
      'Where a field comes from: a dotted path, a JSON Pointer, a constant or a template.',
  })

/** In the words of an issue of zod; the hint is what `describeIssue` looks for. */
interface TemplateProblem {
  readonly message: string
  readonly params: { readonly hint: string }
}

/** What is wrong with each template in the tree, with the path to it. */
export function templateProblems(
  value: PlainJson,
  at: readonly (string | number)[] = [],
): readonly (TemplateProblem & { readonly path: (string | number)[] })[] {
  if (typeof value === 'string') {
    const problem = templateProblem(value)
    return problem === undefined ? [] : [{ path: [...at], ...problem }]
  }
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, member]: [string, PlainJson]) =>
    templateProblems(member, [...at, key]),
  )
}

function templateProblem(text: string): TemplateProblem | undefined {
  try {
    compileTemplate(text)
    return undefined
  } catch (error) {
    if (!isLoradexError(error)) throw error
    return { message: error.message, params: { hint: error.hint } }
  }
}

export function flag(value: boolean, description: string): z.ZodDefault<z.ZodBoolean> {
  return z.boolean().default(value).describe(description)
}
