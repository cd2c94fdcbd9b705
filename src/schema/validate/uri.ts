/** Stands for the place of a schema that has no identifier, so that relative references resolve. */
export const NO_URI = 'schema:///'

/** Longer than what browsers and servers take. What makes URIs absolute reads the base each time. */
export const MAX_URI = 2048

/** The reference made absolute; itself when the base allows no relative references (`urn:…`). */
export function resolveUri(reference: string, base: string): string {
  if (reference.startsWith('#')) return `${base.split('#', 1)[0]}${reference}`
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference
}

/** A URI and its fragment, the fragment decoded. */
export function splitFragment(uri: string): { readonly uri: string; readonly fragment: string } {
  const at = uri.indexOf('#')
  if (at < 0) return { uri, fragment: '' }
  return { uri: uri.slice(0, at), fragment: decodePercent(uri.slice(at + 1)) }
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The URI as it is written in messages. */
export function shownUri(uri: string): string {
  return uri.startsWith(NO_URI) ? uri.slice(NO_URI.length) : uri
}
