/** Control characters but the line feed, and those that turn the direction of text. */
const obeyed =
  // oxlint-disable-next-line no-control-regex -- those are what is looked for
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** What a terminal would obey, as a JSON escape: text shows it, and JSON stays the same value. */
export function printable(text: string): string {
  return text.replace(
    obeyed,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
