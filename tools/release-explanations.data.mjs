/** Error codes of commands that release adapters; the same form as in `explanations.data.mjs`. */
export const releaseErrorCodes = {
  'key.invalid': {
    means: 'A key or certificate is not there, of another kind, encrypted, or would be replaced.',
    helps: 'Keys are elliptic: P-256, P-384 or P-521, in PEM. `loradex keys generate` makes one.',
    example: ['signing', 'A private key to verify with'],
  },
  'model.invalid': {
    means: 'The folder cannot be signed or verified: it is none, is empty, or holds links.',
    helps: 'Put copies in place of links. The cache of the Hub is understood as it is.',
    example: ['signing', 'A link in the folder'],
  },
  'signature.missing': {
    means: 'There is no signature.',
    helps: 'Name it with `--signature`, or ask who made the model for one.',
    example: ['signing', 'No signature'],
  },
  'signature.invalid': {
    means:
      'The signature is damaged, of an unknown method, by somebody else, or not of what it says.',
    helps: 'The message says which. Do not use the model until it verifies.',
    example: ['signing', 'A signature that is none'],
  },
  'signature.mismatch': {
    means: 'The signature is right, but files were changed, removed or added since.',
    helps: 'Fetch the model again. `--allow-unsigned` takes files that were added, and only those.',
    example: ['signing', 'A file that was changed, one that is missing, one that is new'],
  },
  'lineage.source-gone': {
    means: 'The source of an export is gone, has changed, or cannot be read a second time.',
    helps: 'Put the files back as they were, or name their folder with `--base`.',
    example: ['lineage', 'A source that is gone'],
  },
  'export.without-digests': {
    means:
      'The export has `output.digests: none`: nothing names its inputs and shards by their bytes, as releases, lineage, standard documents and `--append` need.',
    helps: 'Export again with `output.digests: tree`, which is the default.',
    example: ['lineage', 'An export without digests'],
  },
  'lineage.unreadable': {
    means: 'A lineage is not there, is damaged, or was changed after it was written.',
    helps: 'Name the folder of a release; write the lineage again where it is damaged.',
    example: ['lineage', 'A lineage that somebody changed'],
  },
  'lineage.outdated': {
    means:
      '`lineage.json` is of other weights than those beside it, or of another export than the one named.',
    helps: 'Release the adapter again with the export that it was trained on.',
    example: ['lineage', 'A lineage of other weights'],
  },
  'registry.unreachable': {
    means: 'No registry answers at the address.',
    helps: 'Start it, or name another one with `--server`; running the command again goes on.',
    example: ['registries', 'A server that is not there'],
  },
  'registry.refused': {
    means: 'The registry answers, and does not do what it was asked to.',
    helps: 'For 401 and 403 set the credentials that its own clients take.',
    example: ['registries', 'A server that lets nobody in'],
  },
  'registry.conflict': {
    means: 'The registry has the version already, with other files.',
    helps: 'Release under the next version. Publishing the same files again is no conflict.',
    example: ['registries', 'A version with other files'],
  },
  'registry.not-found': {
    means: 'The registry has no such model, version or alias.',
    helps: 'Name one that it lists, as `mlflow:name/version` or `mlflow:name@alias`.',
    example: ['registries', 'A version that is not there'],
  },
}
