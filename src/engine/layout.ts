// Where things lie in the kernel's memory. Compiled twice: by TypeScript for the compiler of
// programs, by AssemblyScript for the kernel, so that both always agree. All values are bytes.
//
//    512 B    one key
//      1 KiB  slots        what the current row has in each mapped place
//      3 KiB  header       entry points of the program
//      4 KiB  shapes       shapes of rows whose column types are known, a hash table
//     64 KiB  program      nodes, descriptors, learned keys, tables, output operations
//      1 MiB  columns      one array per fact about rows, in and out
//      6 MiB  scratch      texts in canonical spelling, for one row
//     18 MiB  categories   numbers of values, and values without one
//     22 MiB  input        the batch, with spare bytes behind it
//     31 MiB  (static data of the compiler)
//     31 MiB  texts        those produced, as far as a sample may want them
//     39 MiB  areas        batches that are read into the kernel's memory itself
//     48 MiB  kept         areas for kept rows: columns, lines
//
// The memory is shared between threads, so that kept rows are looked at where they were written.

export const MEMORY_PAGES: u32 = 5384

/** The key that `hashScratch` gives, 16 bytes. */
export const ONE_KEY: usize = 512

/** Slots: at most 64, one bit each in `present`. */
export const SLOTS: usize = 1024
export const SLOT_BYTES: usize = 32
export const MAX_SLOTS: u32 = 64
/** First byte and one past the last of the value as it is written. */
export const SLOT_START: usize = 0
export const SLOT_END: usize = 4
export const SLOT_TYPE: usize = 8
/** Of a text. */
export const SLOT_CODE_POINTS: usize = 12
/** Fingerprint of the types within a container. */
export const SLOT_SHAPE: usize = 16

export const HEADER: usize = 3072
/** Node of the record itself. */
export const HEADER_ROOT: usize = 0
/** Slots that a row must have, as bits. */
export const HEADER_REQUIRED: usize = 8
export const HEADER_OPERATIONS: usize = 16
export const HEADER_OPERATIONS_END: usize = 20
/** Members that are hashed; none: what is written is hashed. */
export const HEADER_MEMBERS: usize = 24
export const HEADER_MEMBERS_END: usize = 28
/** Texts to be put together. */
export const HEADER_TEXTS: usize = 32
export const HEADER_TEXTS_END: usize = 36
export const HEADER_MIN_LENGTH: usize = 40
export const HEADER_LENGTH_RANGE: usize = 44
/** Slot of the explicit weight plus 1; 0: none. */
export const HEADER_WEIGHT: usize = 48
/** Operation at which the content of the line ends. */
export const HEADER_CONTENT_END: usize = 52
export const HEADER_DEFAULT_WEIGHT: usize = 56
export const HEADER_MIN_WEIGHT: usize = 64
export const HEADER_MAX_WEIGHT: usize = 72
/** Slot of the split key plus 1; 0: none. */
export const HEADER_SPLIT: usize = 80
/** Slots that decide the types of columns, as bits. */
export const HEADER_COLUMNS: usize = 88
/** Slots of which at least one must be filled for `MODE_GROUP`, as bits. */
export const HEADER_ANY: usize = 96
/** Not 0: so must the produced text. */
export const HEADER_VISIBLE: usize = 104
/** Slots of the category sources, one word each, and their number. */
export const HEADER_CATEGORIES: usize = 108
export const HEADER_CATEGORY_COUNT: usize = 112
/** Not 0: rows with something wrong are dropped; otherwise they are left to the object lane. */
export const HEADER_DROPS: usize = 116
/** Slots without which a row is left to the object lane, as bits. */
export const HEADER_UNSURE: usize = 120
/** Slot of what the model must produce plus 1; 0: what the messages say. */
export const HEADER_PRODUCED: usize = 128
/** Not 0: the weight grows with the length of the produced text. */
export const HEADER_BY_LENGTH: usize = 132
/** Weight of records that have none, before length and limits. */
export const HEADER_BASE_WEIGHT: usize = 136
/** Not 0: words of the produced text are counted. */
export const HEADER_NGRAMS: usize = 144
/** What stands for messages that are missing; 0: nothing does. */
export const HEADER_TURN: usize = 148
export const HEADER_BYTES: usize = 256

/** Row shapes: 2,048 places of 64 bits, at most half of them in use. */
export const SHAPES: usize = 4096
export const SHAPE_PLACES: u32 = 2048

export const PROGRAM: usize = 65_536
export const PROGRAM_END: usize = 1_048_576

/** Most rows of one call. */
export const MAX_ROWS: u32 = 65_536
/** In: start and end of each record, from the start of the input. */
export const SPANS: usize = 1_048_576
/** In: not 0 for rows to leave alone. Out: 0 for a kept row, otherwise why the row is undecided. */
export const STATES: usize = 1_572_864
/** Out, one entry per offered text: its hash, a whole number of 53 bits. */
export const TEXT_ORDERS: usize = 3_997_696
/** Place of the split key, from the start of memory; two words, both 0 where there is none. */
export const SPLIT_KEYS: usize = 4_521_984
/** Out, one entry per row: the unknown shape that left it undecided. */
export const NEW_SHAPES: usize = 5_046_272
/**
 * Out, one entry per dropped row: its faults, a whole number of 53 bits. In the place of the new shapes, as no row
 * has both.
 */
export const FAULTS: usize = 5_046_272
/** Out, one entry per dropped row: code points of the produced text, 0 where there is none. */
export const FAULTY_LENGTHS: usize = 5_832_704

export const SCRATCH: usize = 6_291_456
export const SCRATCH_END: usize = 18_874_368

/** Hash table from a value of a category to its number: 64 bits of hash, 32 of number. */
export const CATEGORIES: usize = 18_874_368
export const CATEGORY_PLACES: u32 = 32_768
export const CATEGORY_BYTES: usize = 16
/** Values that have no number yet: row among the kept, source, place and length of the JSON. */
export const NEW_CATEGORIES: usize = 19_398_656
export const MAX_NEW_CATEGORIES: u32 = 65_536
export const NEW_CATEGORY_BYTES: usize = 16
/** Their JSON. */
export const CATEGORY_TEXTS: usize = 20_447_232
export const CATEGORY_TEXTS_END: usize = 23_068_672
export const INPUT: usize = 23_068_672
export const INPUT_BYTES: u32 = 8_388_608
export const STATIC_DATA: usize = 32_505_856
/** Out: the offered texts, and where each ends, from the start of the texts. */
export const OFFERED_ENDS: usize = 32_768_000
export const OFFERED_TEXTS: usize = 33_030_144
export const OFFERED_TEXTS_END: usize = 41_418_752
/** Two areas: while one is looked at, the next batch is read into the other. */
export const READING_AREAS: usize = 41_418_752
export const READING_AREA_COUNT: u32 = 2
/** Of one, with spare bytes behind the batch. */
export const READING_AREA_BYTES: usize = 4_718_592
/**
 * Kept rows of one batch: one entry per row in each column, in input order, and their lines. What one batch
 * has given stays as it is until nobody looks at it any more: see `kept-areas.ts`. Areas that are not used take no memory.
 */
export const KEPT_AREAS: usize = 50_855_936
export const KEPT_AREA_COUNT: u32 = 12
export const KEPT_AREA_BYTES: usize = 25_165_824
/** End of the line, from the start of the lines. */
export const ENDS: usize = 0
/** Index of the row in the batch. */
export const INDEXES: usize = 262_144
/** End of the content within the line, from the start of the lines. */
export const CONTENT_ENDS: usize = 524_288
export const LENGTHS: usize = 786_432
export const WEIGHTS: usize = 1_048_576
/** 16 bytes each. */
export const KEYS: usize = 1_572_864
/** One word per category source: 0 for no value, otherwise one of these or more. */
export const CATEGORY_NUMBERS: usize = 2_621_440
export const MAX_CATEGORY_SOURCES: u32 = 12
export const LINES: usize = 5_767_168
/** The value is among the new ones. */
export const NEW_CATEGORY: u32 = 0xffff_ffff
/** The value is too long to be one of several. */
export const LONG_CATEGORY: u32 = 1
export const FIRST_CATEGORY: u32 = 2
/** The kernel reads up to 32 bytes past what it looks at. */
export const SPARE_BYTES: u32 = 64
