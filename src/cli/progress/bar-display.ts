import { barLine } from './bar-line.js'
import type { BarOptions } from './bar-facts.js'
import type { Display, Watch } from './display.js'
import type { Paint } from './paint.js'
import { openScreen } from './screen.js'
import type { Terminal } from './terminal.js'

/** Faster than this nobody can read. */
const REDRAW_MS = 100

export interface BarDisplayOptions extends Pick<BarOptions, 'subject' | 'isUnicode'> {
  readonly terminal: Terminal
  readonly watch: Watch
  readonly paint: Paint
}

/** A line that changes below the lines of a terminal. */
export function barDisplay(options: BarDisplayOptions): Display {
  const { terminal, watch, paint } = options
  const screen = openScreen(terminal)
  let isStopping = false

  function draw(): void {
    const columns = terminal.columns()
    const seconds = watch.seconds()
    const pieces = barLine(watch.status(), { ...options, columns, seconds, isStopping })
    screen.draw(pieces.map(paint).join(''))
  }

  draw()
  const stop = watch.every(REDRAW_MS, draw)
  return {
    print: screen.print,
    giveWay: screen.clear,
    stopping() {
      isStopping = true
      draw()
    },
    close() {
      stop()
      screen.clear()
    },
  }
}
