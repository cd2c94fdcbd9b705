import { isLoradexError } from '#loradex/kernel/error.js'
import { verifyModel, type SigningKey } from '#loradex/provenance/index.js'

/** What verifying says; `verified` when it refuses nothing. */
export async function refusal(folder: string, by: SigningKey, more = {}): Promise<string> {
  try {
    await verifyModel({ folder, by, shown: 'adapter', ...more })
  } catch (error) {
    if (!isLoradexError(error)) throw error
    return `${error.code}: ${error.message}`
  }
  return 'verified'
}
