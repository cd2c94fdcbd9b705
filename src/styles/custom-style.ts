import { compileFieldPath } from '../kernel/field-path.js'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { fromPlain, type PlainJson } from '../kernel/plain-json.js'
import { writeJson } from '../kernel/write-json.js'
import type { Verdict } from '../records/verdict.js'
import type { Style } from './style.js'
import { MAX_RENDERED } from './template-filters.js'
import { compileTemplate, type Gap, type Rendered } from './template.js'
import { unusableField } from './unusable-field.js'

export interface CustomStyle {
  /** The sample: any JSON object; each text in it is a template, `{{path}}` alone keeps the type. */
  readonly template: Readonly<Record<string, PlainJson>>
  /**
   * JSON Pointer into the sample to the text the model must produce.
   * @default all texts of the sample, a line break between them
   */
  readonly output?: string
}

/**
 * Whatever the template says; keys are never templates.
 * @throws `template.invalid`
 */
export function customStyle({ template, output }: CustomStyle): Style {
  const members = Object.entries(template).map(compileMember)
  const readOutput = output === undefined ? joinTexts : compileFieldPath(output)
  return {
    id: 'custom',
    map(record) {
      const filled = fillMembers(members, record)
      if ('gap' in filled) return dropFor(filled.gap)
      const produced = readOutput(filled.value) ?? undefined
      if (produced === undefined) return unusableField('custom.output', produced, 'a value')
      const text = typeof produced === 'string' ? produced : writeJson(produced)
      return { keep: { content: filled.value, produced: text } }
    },
  }
}

/** Gives a part of the sample. */
type Filler = (record: JsonObject) => Rendered<Json>
type Member = readonly [key: string, fill: Filler]

function compileMember([key, value]: [string, PlainJson]): Member {
  return [key, compileNode(value)]
}

function compileNode(node: PlainJson): Filler {
  if (typeof node === 'string') {
    const template = compileTemplate(node)
    return (record) => template.evaluate(record)
  }
  if (node === null || typeof node !== 'object') {
    const value = fromPlain(node)
    return () => ({ value })
  }
  const members = Object.entries(node).map(compileMember)
  if (!Array.isArray(node)) return (record) => fillMembers(members, record)
  return (record) => {
    const filled = fillMembers(members, record)
    return 'gap' in filled ? filled : { value: Array.from(filled.value.values()) }
  }
}

function fillMembers(members: readonly Member[], record: JsonObject): Rendered<JsonObject> {
  const value = new Map<string, Json>()
  for (const [key, fill] of members) {
    const filled = fill(record)
    if ('gap' in filled) return filled
    value.set(key, filled.value)
  }
  return { value }
}

function dropFor({ code, path }: Gap): Verdict {
  const rule = 'custom.template'
  switch (code) {
    case 'missing-field':
      return { drop: { code, rule, observed: `no ${path}`, allowed: 'a value, or a default' } }
    case 'wrong-type':
      return { drop: { code, rule, observed: `${path} is no array`, allowed: 'array' } }
    case 'text-too-long':
      return { drop: { code, rule, observed: `more at ${path}`, allowed: MAX_RENDERED } }
  }
}

/** What is produced where the style does not say: all texts of the sample. */
export function joinTexts(sample: Json): string {
  return textsIn(sample).join('\n')
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (isJsonArray(value)) return value.flatMap(textsIn)
  return isJsonObject(value) ? Array.from(value.values()).flatMap(textsIn) : []
}
