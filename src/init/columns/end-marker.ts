/** What tokenizers put behind a text: a model that is trained on it as text learns to write it. */
const markers = ['<|endoftext|>', '<|im_end|>', '<|eot_id|>', '<|end|>', '</s>', '<eos>', '[EOS]']

/** The marker that at least half of the texts end with. */
export function endMarkerOf(texts: readonly string[]): string | undefined {
  return markers.find(
    (marker) => texts.filter((text) => text.trimEnd().endsWith(marker)).length * 2 >= texts.length,
  )
}
