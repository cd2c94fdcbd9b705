const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const BRACKET_OPEN = 0x5b
const BRACKET_CLOSE = 0x5d
const BRACE_OPEN = 0x7b
const BRACE_CLOSE = 0x7d

/** Where a scan stands between two windows. */
export interface ElementScan {
  depth: number
  inString: boolean
  /** What ends the list that the element is in. @default ] */
  readonly close?: number
}

/**
 * The position of the comma or bracket (of an object's member: brace) that ends an array's element. When the bytes end first, the
 * result is not within them and the scan goes on from there. The element itself is not checked.
 */
export function scanElement(bytes: Uint8Array, from: number, scan: ElementScan): number {
  let { depth, inString } = scan
  const { close = BRACKET_CLOSE } = scan
  let at = from
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (inString) {
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) inString = false
    } else if (byte === QUOTE) inString = true
    else if (depth === 0 && (byte === COMMA || byte === close)) break
    else depth += nesting(byte, depth)
  }
  scan.depth = depth
  scan.inString = inString
  return at
}

/** A brace that closes nothing belongs to the element: the parser refuses it. */
function nesting(byte: number | undefined, depth: number): number {
  if (byte === BRACE_OPEN || byte === BRACKET_OPEN) return 1
  return depth > 0 && (byte === BRACE_CLOSE || byte === BRACKET_CLOSE) ? -1 : 0
}
