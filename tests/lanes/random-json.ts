import type { Chance } from './chance.js'

const words = [
  'why',
  'is',
  'the',
  'sky',
  'blue',
  'Müller',
  'naïve',
  'größer',
  'где',
  'почему',
  '为什么',
  '天空',
  'سؤال',
  'कहाँ',
  '🙂',
  '👩‍💻',
  'a"quote',
  'back\\slash',
  'tab\there',
  'line\nbreak',
  '\u2028',
  '/',
  '\u00a0',
  '\u3000',
  '\ufeff',
  '\u007f',
  '\u0001',
  'x'.repeat(40),
  'é',
  'e\u0301',
  '0',
  'null',
  '{}',
  '[1]',
]

/** Mostly some words, now and then nothing or blanks. */
export function randomText(chance: Chance): string {
  if (chance.is(0.03)) return chance.pick(['', ' ', '\n', '\u3000', '\u00a0 ', '\ufeff'])
  const count = 1 + chance.below(chance.is(0.1) ? 60 : 6)
  return Array.from({ length: count }, () => chance.pick(words)).join(chance.is(0.9) ? ' ' : '')
}

const numbers: readonly string[] = [
  '0',
  '1',
  '7',
  '42',
  '-3',
  '0.5',
  '1.0',
  '1.50',
  '2.25',
  '-0',
  '-0.0',
  '1e2',
  '1E-2',
  '0.000001',
  '0.0000001',
  '123456789012345',
  '1234567890123456',
  '12345678901234567890',
  '0.1234567890123456',
  '1e400',
  '99.5',
  '10',
]

/** A number of any of many lengths, mostly between 0 and 1, as programs write them. */
export function randomNumber(chance: Chance): string {
  if (chance.is(0.5)) return chance.pick(numbers)
  const value = chance.below(2 ** 32) / 2 ** 32 + chance.below(2 ** 21) / 2 ** 53
  const scaled = value * chance.pick([1, 1, 1, 10, 0.01, 1000])
  const text = String(scaled)
  if (chance.is(0.6)) return text
  return chance.pick([scaled.toFixed(chance.below(19)), text.slice(0, 17), `${text.slice(0, 18)}7`])
}

/** A value as JSON text, in one of its spellings. */
export function randomJson(chance: Chance, depth = 0): string {
  const kind = chance.below(depth > 3 ? 5 : 8)
  if (kind < 3) return spellText(randomText(chance), chance)
  if (kind === 3) return randomNumber(chance)
  if (kind === 4) return chance.pick(['true', 'false', 'null'])
  if (kind === 5 || kind === 6) {
    const items = Array.from({ length: chance.below(4) }, () => randomJson(chance, depth + 1))
    return `[${blank(chance)}${items.join(`,${blank(chance)}`)}]`
  }
  return spellObject(
    Array.from({ length: chance.below(4) }, (_, index) => [
      chance.is(0.8) ? `k${index}` : chance.pick(words),
      randomJson(chance, depth + 1),
    ]),
    chance,
  )
}

export function spellObject(
  members: readonly (readonly [string, string])[],
  chance: Chance,
): string {
  const written = members.map(([key, value]) => {
    const name = chance.is(0.99) ? JSON.stringify(key) : spellText(key, chance)
    return `${name}${blank(chance)}:${blank(chance)}${value}`
  })
  return `{${blank(chance)}${written.join(`${blank(chance)},${blank(chance)}`)}${blank(chance)}}`
}

/** A text in one of its many spellings. */
export function spellText(text: string, chance: Chance): string {
  const written = JSON.stringify(text)
  if (chance.is(0.8)) return written
  const rate = chance.pick([0.05, 0.5, 1])
  let spelled = ''
  for (const unit of text.split('')) {
    const code = unit.charCodeAt(0)
    const isHalf = code >= 0xd800 && code < 0xe000
    const mustEscape = code < 0x20 || unit === '"' || unit === '\\'
    if (unit === '/' && chance.is(rate)) spelled += '\\/'
    else if (chance.is(rate) && !isHalf) {
      const hex = code.toString(16).padStart(4, '0')
      spelled += `\\u${chance.is(0.5) ? hex : hex.toUpperCase()}`
    } else spelled += mustEscape ? JSON.stringify(unit).slice(1, -1) : unit
  }
  return `"${spelled}"`
}

let blankRate = 0
/** How often there are blanks between tokens, for the records to come. */
export function useBlanks(rate: number): void {
  blankRate = rate
}

function blank(chance: Chance): string {
  return chance.is(blankRate) ? chance.pick([' ', '  ', '\t', ' \r ']) : ''
}

const marks = Buffer.from('{}[]",:\\u0eE+-.123 tfn\té🙂/')

/** The record with a few bytes changed, cut out or put in. */
export function damage(record: string, chance: Chance): Buffer {
  let bytes = Buffer.from(record)
  const count = 1 + chance.below(2)
  for (let index = 0; index < count && bytes.length > 0; index += 1) {
    const at = chance.below(bytes.length)
    switch (chance.below(5)) {
      case 0:
        bytes[at] = marks[chance.below(marks.length)] ?? 0
        break
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + chance.below(3))])
        break
      case 2:
        bytes = Buffer.concat([
          bytes.subarray(0, at),
          marks.subarray(chance.below(marks.length)),
          bytes.subarray(at),
        ])
        break
      case 3:
        bytes[at] = chance.below(256)
        break
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(chance.below(at + 1))])
    }
  }
  return bytes
}
