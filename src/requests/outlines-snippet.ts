import { writeJson } from '../kernel/write-json.js'
import type { Json } from '../kernel/json-value.js'
import type { Ask } from './request-body.js'

/** Python for Outlines, which takes `definition` as a text. */
export function outlinesSnippet(
  { model, prompt }: Ask,
  type: 'JsonSchema' | 'Regex' | 'CFG',
  definition: string,
): string {
  return [
    'import outlines',
    `from outlines.types import ${type}`,
    'from transformers import AutoModelForCausalLM, AutoTokenizer',
    '',
    `name = ${pythonText(model)}`,
    'model = outlines.from_transformers(',
    '    AutoModelForCausalLM.from_pretrained(name), AutoTokenizer.from_pretrained(name)',
    ')',
    `answer = ${type}(${pythonText(definition)})`,
    'generator = outlines.Generator(model, answer)',
    `print(generator(${pythonText(prompt)}))`,
  ].join('\n')
}

export function schemaText(schema: Json): string {
  return writeJson(schema)
}

/** A literal that Python reads as the same text: JSON's escapes are Python's, but for pairs. */
function pythonText(text: string): string {
  return JSON.stringify(text)
}
