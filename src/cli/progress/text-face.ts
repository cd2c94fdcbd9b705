import { printable } from '../printable.js'
import { failureLines } from '../show-failure.js'
import type { Display } from './display.js'
import type { Face, Interruption } from './face.js'
import type { Paint } from './paint.js'

export interface TextFaceOptions {
  readonly display: Display
  readonly paint: Paint
  /** Shows only what is wrong. */
  readonly isQuiet: boolean
}

/** Lines for people. Whatever a terminal would obey is made visible; only the paint is ours. */
export function textFace({ display, paint, isQuiet }: TextFaceOptions): Face {
  const print = (text: string): void => display.print(paintLabel(printable(text), paint))

  return {
    isWire: false,
    tell(event) {
      if (event.kind !== 'retry' || isQuiet) return
      const { input, seen, waitMs } = event
      print(`${input}: ${seen}; trying again in ${waitMs / 1000} s`)
    },
    line: print,
    warn: (text) => print(`warning: ${text}`),
    giveWay: display.giveWay,
    stopping: display.stopping,
    conclude({ lines }) {
      const shown = lines.filter(({ isUrgent = false }) => isUrgent || !isQuiet)
      const texts = shown.map(({ pieces }) =>
        pieces.map(({ text, tone }) => paint({ text: printable(text), tone })).join(''),
      )
      display.close()
      if (texts.length > 0) display.print(texts.join('\n'))
    },
    failed(failure, remedies) {
      display.close()
      for (const line of [...failureLines(failure), ...remedies.map(cleanUp)]) print(line)
    },
    interrupted(interruption) {
      display.close()
      for (const line of interruptionLines(interruption)) print(line)
    },
    close: display.close,
  }
}

function interruptionLines(interruption: Interruption): readonly string[] {
  const { signal, isPublished, remedies, again } = interruption
  const by = signal === undefined || signal === 'SIGINT' ? '' : ` by ${signal}`
  return [
    `interrupted${by}${isPublished === undefined ? '' : `: ${outcomeOf(interruption)}`}`,
    ...remedies.map(cleanUp),
    ...(again === undefined ? [] : [`hint: start again with: ${again}`]),
  ]
}

function cleanUp(command: string): string {
  return `hint: clean up with: ${command}`
}

function outcomeOf({ isPublished, leftBehind }: Interruption): string {
  const outcome = isPublished === true ? 'the export is published' : 'nothing was published'
  if (leftBehind !== undefined) return `${outcome}, and ${leftBehind} is left behind`
  return isPublished === true ? outcome : `${outcome}, and what was begun is removed`
}

const label = /^(?<word>error(?: [\w.-]+)?|warning|hint):/u

/** Colour for the word that a line begins with. */
function paintLabel(text: string, paint: Paint): string {
  const word = label.exec(text)?.groups?.['word']
  if (word === undefined) return text
  const tone = word === 'hint' ? 'good' : word === 'warning' ? 'odd' : 'bad'
  return `${paint({ text: `${word}:`, tone })}${text.slice(word.length + 1)}`
}
