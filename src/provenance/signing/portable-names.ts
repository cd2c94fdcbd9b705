import { modelInvalid } from './model-failure.js'

/** Names of devices of Windows, whatever ends them. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\.|$)/iu

/** Windows drops blanks and dots at the end. */
const dropped = /[ .]$/u

/**
 * Refuses names that another system would take for something else, or two of them for one.
 * @throws `model.invalid`
 */
export function checkPortable(names: readonly string[], shown: string): void {
  const known = new Map<string, string>()
  for (const name of names) {
    if (/\p{Cc}/u.test(name) || name.split('/').some(isMistaken)) {
      throw otherName(shown, JSON.stringify(name))
    }
    for (const path of pathsTo(name)) {
      const before = known.get(folded(path)) ?? path
      if (before !== path) {
        throw otherName(shown, `${JSON.stringify(path)} beside ${JSON.stringify(before)}`)
      }
      known.set(folded(path), path)
    }
  }
}

export function otherName(shown: string, seen: string): Error {
  return modelInvalid(shown, {
    expected: 'names that are the same on all systems',
    seen,
    hint: 'Rename the file.',
  })
}

function isMistaken(part: string): boolean {
  return device.test(part) || dropped.test(part)
}

/** The file itself, and the folders that it is in. */
function pathsTo(name: string): readonly string[] {
  const parts = name.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** As systems compare that know no case, or store accents apart from letters. */
function folded(path: string): string {
  return path.normalize('NFD').toUpperCase().normalize('NFC')
}
