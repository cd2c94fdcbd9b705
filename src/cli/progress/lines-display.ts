import type { Display, Watch } from './display.js'
import { plainLine, timeColumn } from './plain-line.js'

const EVERY_MS = 10_000

export interface LinesDisplayOptions {
  readonly write: (line: string) => void
  /** What is done: `export qa.yaml`. */
  readonly title: string
  readonly watch: Watch
}

/** A line at once, and then one every ten seconds. */
export function linesDisplay({ write, title, watch }: LinesDisplayOptions): Display {
  write(`${timeColumn(watch.seconds())} ${title}`)
  const stop = watch.every(EVERY_MS, () => write(plainLine(watch.status(), watch.seconds())))
  return { print: write, giveWay() {}, stopping() {}, close: stop }
}

/** Says nothing by itself. */
export function silentDisplay(write: (line: string) => void): Display {
  return { print: write, giveWay() {}, stopping() {}, close() {} }
}
