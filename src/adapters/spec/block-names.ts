/** Members of a metadata document beside the core profile, each an object or array of its own. */
export const DIGESTS_BLOCK = 'loradex:digests'
export const TRAINING_BLOCK = 'loradex:training'
export const DECODING_BLOCK = 'loradex:decoding'
export const EVALUATION_BLOCK = 'loradex:evaluation'
export const USE_BLOCK = 'loradex:use'
export const CHANGELOG_BLOCK = 'loradex:changelog'
