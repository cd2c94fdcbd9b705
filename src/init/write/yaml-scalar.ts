import type { Json } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'

/** What no reader of YAML, old or new, takes for anything but text. */
const plain = /^[A-Za-z_][A-Za-z0-9_]*(?:[./*-]+[A-Za-z0-9_*]+)*$/u
const words = /^(?:null|true|false|yes|no|on|off|y|n|nan|inf|infinity)$/iu

/** Characters that are not seen, or that YAML would not keep. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/u
const everyUnseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu

/** A value without members, on one line: the same for readers of YAML 1.1 and 1.2. */
export function yamlScalar(value: Json): string {
  return typeof value === 'string' ? yamlText(value) : writeJson(value)
}

export function yamlText(text: string): string {
  if (plain.test(text) && !words.test(text)) return text
  if (!unseen.test(text)) return `'${text.replaceAll("'", "''")}'`
  return JSON.stringify(text).replace(everyUnseen, escaped)
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
}

/** Text of several lines as a block, where a block keeps it as it is. */
export function yamlBlock(text: string, margin: string): string | undefined {
  const lines = text.split('\n')
  const isKept = lines.length > 1 && lines.every((line) => !unseen.test(line) && !/\s$/u.test(line))
  if (!isKept || lines.includes('') || /^\s/u.test(text)) return undefined
  return `|-\n${lines.map((line) => `${margin}${line}`).join('\n')}`
}
