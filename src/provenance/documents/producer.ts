/** Where the build types, facets and terms of ours are described. */
export const PRODUCER = 'https://loradex.dev'
