/** What YAML 1.2 lets stand in a quoted scalar only as an escape, or reads as a line break. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/gu

/** Any text as a double-quoted YAML scalar on one line: JSON's escapes are a part of YAML's. */
export function yamlText(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(unprintable, escape)
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
