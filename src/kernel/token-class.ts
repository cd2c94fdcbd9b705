// Compiled twice: by TypeScript, and by AssemblyScript for the kernel of the byte lane, so that both
// agree what a word is.

/** Ends a word. */
export const SEPARATOR: u32 = 0
/** Part of a word. */
export const LETTER: u32 = 1
/** A word by itself: of a script that is written without blanks between words. */
export const LOGOGRAM: u32 = 2

/** What a code point behind ASCII is to words, by blocks of Unicode rather than by single characters. */
export function tokenClass(code: u32): u32 {
  if (code < 0x0e00) return isEarlySeparator(code) ? SEPARATOR : LETTER
  if (code < 0x2000) return isEarlyLogogram(code) ? LOGOGRAM : LETTER
  if (code < 0x3000) return symbolClass(code)
  if (code < 0x3040) return code >= 0x3005 && code < 0x3008 ? LOGOGRAM : SEPARATOR
  // Kana, Bopomofo and Han.
  if (code < 0xa000) return LOGOGRAM
  return code < 0x10000 ? lateClass(code) : astralClass(code)
}

/** Signs of Latin, Armenian, Hebrew, Arabic and Devanagari. */
function isEarlySeparator(code: u32): boolean {
  if (code < 0xc0) return code !== 0xaa && code !== 0xb5 && code !== 0xba
  if (code < 0x0589) return code === 0xd7 || code === 0xf7
  return code < 0x0660 ? isSemiticSeparator(code) : isIndicSeparator(code)
}

function isSemiticSeparator(code: u32): boolean {
  return code === 0x0589 || code === 0x05be || code === 0x060c || code === 0x061b || code === 0x061f
}

function isIndicSeparator(code: u32): boolean {
  if (code < 0x0964) return (code >= 0x066a && code < 0x066e) || code === 0x06d4
  return code < 0x0966
}

/** Thai, Lao; Burmese; Khmer. */
function isEarlyLogogram(code: u32): boolean {
  return code < 0x0f00 || (code >= 0x1000 && code < 0x10a0) || (code >= 0x1780 && code < 0x1800)
}

function symbolClass(code: u32): u32 {
  // Joiners belong to the words of Persian and Hindi; superscripts and letters that are symbols.
  if (code === 0x200c || code === 0x200d) return LETTER
  const isLetter =
    (code >= 0x2070 && code < 0x20a0) ||
    (code >= 0x2100 && code < 0x2190) ||
    (code >= 0x2c00 && code < 0x2e00)
  if (isLetter) return LETTER
  return code >= 0x2e80 ? LOGOGRAM : SEPARATOR
}

/** Hangul and letters of smaller scripts, with compatibility Han and signs between them. */
function lateClass(code: u32): u32 {
  if (code < 0xf900) return LETTER
  if (code < 0xfb00) return LOGOGRAM
  if (code < 0xfe10) return LETTER
  if (code < 0xfe70) return SEPARATOR
  return code < 0xff00 ? LETTER : wideClass(code)
}

/** Symbols and emoji; rare Han. */
function astralClass(code: u32): u32 {
  if (code >= 0x1f000 && code < 0x20000) return SEPARATOR
  return code >= 0x20000 && code < 0x40000 ? LOGOGRAM : LETTER
}

/** Full-width forms of ASCII, and half-width kana. */
function wideClass(code: u32): u32 {
  const isLetter =
    (code >= 0xff10 && code < 0xff1a) ||
    (code >= 0xff21 && code < 0xff3b) ||
    (code >= 0xff41 && code < 0xff5b) ||
    (code >= 0xffa0 && code < 0xffe0)
  if (isLetter) return LETTER
  return code >= 0xff66 && code < 0xffa0 ? LOGOGRAM : SEPARATOR
}
