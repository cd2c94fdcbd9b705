// Where the rows of a batch go that are kept.
import { KEPT_AREA_BYTES, LINES } from '../layout'

/** The area whose turn it is: columns at the offsets of the layout, then lines. */
export class Kept {
  static area: usize = 0
  static lines: usize = 0
  static linesEnd: usize = 0
}

/** To be called before each batch. */
export function keepIn(area: usize): void {
  Kept.area = area
  Kept.lines = area + LINES
  Kept.linesEnd = area + KEPT_AREA_BYTES
}
