import type { Forms } from './random-schema.js'

/** Cases that the lanes once differed in, and what was wrong. */
export const pastSeeds: readonly (readonly [seed: number, fault: string, forms: Forms])[] = [
  [13, 'a bad weight hid that the text was too long', 'first'],
  [45, 'texts that are no weights were all taken for one', 'first'],
  [34, 'a field that is no weight was of no use as text either', 'first'],
  [21, 'transcripts without an answer were explained like those without a prompt', 'first'],
  [84, 'the same, for the other answer', 'first'],
  [32, 'a schema for messages was held against the names before renaming', 'first'],
  [1060, 'null stayed null behind a filter that makes nothing of it', 'first'],
  [1238, 'the same, with a default behind it', 'first'],
  [77333, 'a weight halfway between two spellings was written with the odd one', 'second'],
  [
    50492,
    'true and false were taken for one by a template, where others have no use for them',
    'third',
  ],
  [
    70110,
    'what a template needs besides went unseen where others have no use for a value',
    'third',
  ],
]
