/**
 * One character of a script that is written without blanks between words (Han, kana, Thai, Lao,
 * Khmer, Burmese), or a run of letters, digits and marks of the others.
 */
const word =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{N}\p{M}])+/gu

/** The words of a text in lower case, of no language in particular. O(length). */
export function wordTokens(text: string): readonly string[] {
  return text.toLowerCase().match(word) ?? []
}
