/** Error codes of adapters and their metadata; the same form as in `explanations.data.mjs`. */
export const adapterErrorCodes = {
  'adapter.unreadable': {
    means: 'There is no adapter where one was named.',
    helps: 'An adapter is a folder as `save_pretrained` of PEFT writes it, or one file of weights.',
    example: ['adapters', 'A folder without an adapter'],
  },
  'adapter.refused': {
    means: 'The weights are a pickle, another format, or damaged.',
    helps:
      'Formats are told by content, not by name. A pickle runs code when it is loaded: convert it where that is safe, and keep the safetensors. `loradex adapter check` says the same as a finding.',
    example: ['adapters', 'A pickle that is called safetensors'],
  },
  'adapter.base-unreadable': {
    means: 'The base model that an adapter is held against cannot be read.',
    helps:
      'Its `config.json` is enough for common architectures; with the weights beside it, for all.',
    example: ['adapters', 'A base model without a config'],
  },
  'metadata.unreadable': {
    means: 'The adapter metadata is no file that can be read.',
    helps: 'Name an `adapter_metadata.json`, such as an export with tracking writes.',
    example: ['metadata', 'A misspelt file'],
  },
  'metadata.trainer-unreadable': {
    means:
      'What a trainer left cannot be read: there is no such folder, or a file in it is damaged.',
    helps:
      '`NaN` and `Infinity`, as Python writes them, are no damage: such a value is unknown. A file that is not there is passed over.',
    example: ['adapters', 'A damaged state of a trainer'],
  },
  'metadata.invalid': {
    means: 'The adapter metadata is no JSON, or a value in it is of a wrong type.',
    helps:
      'All values of a wrong type are listed at once. Ranges are for `loradex metadata check`.',
    example: ['metadata', 'A value of a wrong type'],
  },
}
