const standard = /^[A-Za-z\d+/]*={0,2}$/u
const urlSafe = /^[A-Za-z\d_-]*={0,2}$/u

/**
 * The bytes of base64 in its one canonical spelling, either alphabet; undefined for everything else.
 * Decoders skip foreign characters and spare bits: two texts would then be one signature.
 */
export function decodeBase64(text: string): Buffer | undefined {
  if (standard.test(text)) return canonical(text, 'base64')
  if (urlSafe.test(text)) return canonical(text, 'base64url')
  return undefined
}

function canonical(text: string, alphabet: 'base64' | 'base64url'): Buffer | undefined {
  const bytes = Buffer.from(text, alphabet)
  const body = bytes.toString(alphabet).replace(/=+$/u, '')
  const padding = '='.repeat((4 - (body.length % 4)) % 4)
  return text === `${body}${padding}` ? bytes : undefined
}
