import { crosswalk, formatNotes, formats } from '../dist/adapters/crosswalk/crosswalk.data.js'
import { markdownTable } from './markdown-table.mjs'

/** What each column of the crosswalk is. */
export function formatTable() {
  return markdownTable(
    ['format', 'what of it'],
    formats.map((format) => [format, formatNotes[format]]),
  )
}

/** A row for each field of the metadata, a column for each format. */
export function crosswalkTable() {
  return markdownTable(
    ['metadata', ...formats],
    crosswalk.map(({ field, places }) => [
      `\`${field}\``,
      ...formats.map((format) => placeText(places[format])),
    ]),
  )
}

function placeText(place) {
  if (place === undefined) return '–'
  if ('at' in place) return `\`${place.at.replaceAll('\\.', '.')}\``
  if ('item' in place) return `\`${place.item}[]\``
  return `\`${place.list}[${place.entry}]\``
}
