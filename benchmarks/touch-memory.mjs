import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const BLOCK = Buffer.alloc(4 << 20)

/**
 * Has the next program find memory that the machine has at hand: a virtual one gives freed pages back to its
 * host, and the first touch of them then costs up to ten times as much, whoever comes to it.
 */
export function touchMemory(folder, bytes) {
  const path = join(folder, 'touched')
  const file = openSync(path, 'w')
  try {
    for (let left = bytes; left > 0; left -= BLOCK.length) writeSync(file, BLOCK)
  } finally {
    closeSync(file)
    rmSync(path)
  }
}
