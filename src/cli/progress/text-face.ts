import type { Reached } from '../../recipe/export-event.js'
import { printable } from '../printable.js'
import { failureLines, type Failure } from '../show-failure.js'
import type { Display } from './display.js'
import { countOf } from './amounts.js'
import type { Face, Interruption, WhatIsLeft } from './face.js'
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
      if (isQuiet) return
      if (event.kind === 'resumed') print(event.appends ? appendingLine(event) : resumedLine(event))
      if (event.kind !== 'retry') return
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
    failed(failure, left) {
      display.close()
      const advice = left.kept === undefined ? left.remedies.map(cleanUp) : [goOn(left, failure)]
      for (const line of [...failureLines(failure), ...advice]) print(line)
    },
    interrupted(interruption) {
      display.close()
      for (const line of interruptionLines(interruption)) print(line)
    },
    close: display.close,
  }
}

function interruptionLines(interruption: Interruption): readonly string[] {
  const { signal, isPublished, remedies, again, kept } = interruption
  const by = signal === undefined || signal === 'SIGINT' ? '' : ` by ${signal}`
  return [
    `interrupted${by}${isPublished === undefined ? '' : `: ${outcomeOf(interruption)}`}`,
    ...remedies.map(cleanUp),
    ...(kept === undefined ? startAgain(again) : [goOn(interruption)]),
  ]
}

function startAgain(command: string | undefined): readonly string[] {
  return command === undefined ? [] : [`hint: start again with: ${command}`]
}

function goOn(
  { kept = 0, again = 'the same command and --resume' }: WhatIsLeft,
  failure?: Failure,
): string {
  const onward = `go on after ${countOf(kept, 'record')} with: ${again}`
  // Of another file it would be refused.
  return failure?.code === 'source.changed'
    ? `hint: begin again with --restart or, if the file is set back to what it was, ${onward}`
    : `hint: ${onward}`
}

function appendingLine({ read, partsDone, parts }: Reached): string {
  return `appending to ${countOf(read, 'record')}, ${countOf(parts - partsDone, 'part')} to do`
}

function resumedLine({ read, partsDone, parts }: Reached): string {
  return `resumed after ${countOf(read, 'record')}, ${partsDone} of ${countOf(parts, 'part')} done`
}

function cleanUp(command: string): string {
  return `hint: clean up with: ${command}`
}

function outcomeOf({ isPublished, leftBehind, kept }: Interruption): string {
  const outcome = isPublished === true ? 'the export is published' : 'nothing was published'
  if (kept !== undefined) return `${outcome}, and what was begun is kept in ${leftBehind}`
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
