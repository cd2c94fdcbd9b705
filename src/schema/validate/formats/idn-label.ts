/** Code points RFC 5892 allows or forbids by name, before its rules on properties. */
const allowedByName =
  /^[\u00df\u03c2\u06fd\u06fe\u0f0b\u3007\u00b7\u0375\u05f3\u05f4\u30fb\u200c\u200d]$/u
const forbiddenByName = /^(?:[\u0640\u07fa\u3031-\u3035\u303b]|[\u302e\u302f])$/u
const oldHangul = /^[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]$/u
const ignorable = /^[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Noncharacter_Code_Point}]$/u
const letterOrDigit = /^[a-z\d\-\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]$/u

/** Whether RFC 5891 allows the label, which must not be all ASCII, as a U-label. */
export function isUnicodeLabel(label: string): boolean {
  if (label !== label.normalize('NFC')) return false
  if (/^(?:-|\p{M})|-$|^..--/u.test(label)) return false
  const points = Array.from(label)
  return points.every(isAllowed) && points.every((point, at) => hasContext(point, at, points))
}

function isAllowed(point: string): boolean {
  if (allowedByName.test(point)) return true
  if (forbiddenByName.test(point) || oldHangul.test(point) || ignorable.test(point)) return false
  const folded = point.normalize('NFKC').toLowerCase().normalize('NFKC')
  return folded === point && letterOrDigit.test(point)
}

/** RFC 5892, appendix A: code points allowed only beside certain others. */
function hasContext(point: string, at: number, points: readonly string[]): boolean {
  const before = points[at - 1] ?? ''
  const after = points[at + 1] ?? ''
  switch (point) {
    case '\u200c':
      return virama.test(before) || joins(points.slice(0, at), points.slice(at + 1))
    case '\u200d':
      return virama.test(before)
    case '\u00b7':
      return before === 'l' && after === 'l'
    case '\u0375':
      return /^\p{Script=Greek}$/u.test(after)
    case '\u05f3':
    case '\u05f4':
      return /^\p{Script=Hebrew}$/u.test(before)
    case '\u30fb':
      return points.some((other) =>
        /^(?!\u30fb)[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]$/u.test(other),
      )
    default:
      return !isMixedDigit(point, points)
  }
}

const arabicDigit = /^[\u0660-\u0669]$/u
const extendedDigit = /^[\u06f0-\u06f9]$/u

function isMixedDigit(point: string, points: readonly string[]): boolean {
  return arabicDigit.test(point) && points.some((other) => extendedDigit.test(other))
}

/** Combining class 9. */
const virama =
  /^[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1715\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua82c\ua8c4\ua953\ua9c0\uaaf6\uabed\u{10a3f}\u{11046}\u{11070}\u{1107f}\u{110b9}\u{11133}\u{11134}\u{111c0}\u{11235}\u{112ea}\u{1134d}\u{11442}\u{114c2}\u{115bf}\u{1163f}\u{116b6}\u{1172b}\u{11839}\u{1193d}\u{1193e}\u{119e0}\u{11a34}\u{11a47}\u{11a99}\u{11c3f}\u{11d44}\u{11d45}\u{11d97}]$/u

/** Letters of the scripts that join, and those of them that join only to the one before. */
const joining = /^(?=\p{L})[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mandaic}\p{Script=Nko}]$/u
const joinsBackOnly =
  /^[\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef\u0710\u0715-\u0719\u071e\u0728\u072a\u072c\u072f]$/u
const joinsNone = /^[\u0621\u0674]$/u

function joins(before: readonly string[], after: readonly string[]): boolean {
  const left = before.findLast((point) => !/^\p{Mn}$/u.test(point)) ?? ''
  const right = after.find((point) => !/^\p{Mn}$/u.test(point)) ?? ''
  const leftJoins = joining.test(left) && !joinsBackOnly.test(left) && !joinsNone.test(left)
  return leftJoins && joining.test(right) && !joinsNone.test(right)
}

const rightToLeft =
  /^(?![\p{M}\p{Nd}])[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]$/u
const arabicNumber = /^[\u0660-\u0669\u066b\u066c]$/u
const europeanNumber = /^[\d\u06f0-\u06f9]$/u
const leftToRight = /^(?![\p{M}])\p{L}$/u

/** Whether the label makes the whole name subject to RFC 5893. */
export function isRightToLeft(label: string): boolean {
  return Array.from(label).some((point) => rightToLeft.test(point) || arabicNumber.test(point))
}

/** RFC 5893, section 2. */
export function breaksBidiRule(label: string): boolean {
  const points = Array.from(label)
  const [first = ''] = points
  const last = points.findLast((point) => !/^\p{Mn}$/u.test(point)) ?? ''
  if (rightToLeft.test(first)) {
    const hasLeft = points.some((point) => leftToRight.test(point) && !rightToLeft.test(point))
    const hasBoth =
      points.some((point) => arabicNumber.test(point)) &&
      points.some((point) => europeanNumber.test(point))
    const endsWell = [rightToLeft, arabicNumber, europeanNumber].some((kind) => kind.test(last))
    return hasLeft || hasBoth || !endsWell
  }
  if (!leftToRight.test(first) || isRightToLeft(label)) return true
  return !leftToRight.test(last) && !europeanNumber.test(last)
}
