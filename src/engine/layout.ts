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
//     31 MiB  output       lines
//     53 MiB  categories   numbers of the values of each row
//     56 MiB  (static data of the compiler, see tools/build-kernel.mjs)
//     56 MiB  texts        those produced, as far as a sample may want them

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
/** Of the text, or of the JSON that a container is written as. */
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
/** Out, one entry per kept row: end of its line, from the start of the output. */
export const ENDS: usize = 1_638_400
export const INDEXES: usize = 1_900_544
/** 16 bytes each. */
export const KEYS: usize = 2_162_688
export const LENGTHS: usize = 3_211_264
export const WEIGHTS: usize = 3_473_408
/** Out, one entry per offered text: its hash, a whole number of 53 bits. */
export const TEXT_ORDERS: usize = 3_997_696
/** Place of the split key, from the start of memory; two words, both 0 where there is none. */
export const SPLIT_KEYS: usize = 4_521_984
/** Out: end of the content within the line, from the start of the output. */
export const CONTENT_ENDS: usize = 5_570_560
/** Out, one entry per row: the unknown shape that left it undecided. */
export const NEW_SHAPES: usize = 5_046_272
/** Out, one entry per dropped row, in the same place: its faults, a whole number of 53 bits. */
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
export const OUTPUT: usize = 32_505_856
export const OUTPUT_END: usize = 55_574_528
/** Out, one word per kept row and category source: 0 for no value, otherwise one of these or more. */
export const CATEGORY_NUMBERS: usize = 55_574_528
export const MAX_CATEGORY_SOURCES: u32 = 12
/** Out: the offered texts, and where each ends, from the start of the texts. */
export const OFFERED_ENDS: usize = 58_982_400
export const OFFERED_TEXTS: usize = 59_244_544
export const OFFERED_TEXTS_END: usize = 67_633_152
/** The value is among the new ones. */
export const NEW_CATEGORY: u32 = 0xffff_ffff
/** The value is too long to be one of several. */
export const LONG_CATEGORY: u32 = 1
export const FIRST_CATEGORY: u32 = 2
/** The kernel reads up to 32 bytes past what it looks at. */
export const SPARE_BYTES: u32 = 64

// Types of values, as bits of a mask: 1 << type.
export const STRING: u32 = 1
export const NUMBER: u32 = 2
export const BOOLEAN: u32 = 3
export const OBJECT: u32 = 4
export const ARRAY: u32 = 5
export const INTEGER: u32 = 6
export const NULL: u32 = 7

/** An object whose members matter. */
export const NODE_BYTES: usize = 48
export const NODE_LEARNED: usize = 0
export const NODE_LEARNED_COUNT: usize = 4
/** Keys that must be there, as bits. */
export const NODE_REQUIRED: usize = 8
export const NODE_MISSES: usize = 16
/** Hash table from key to descriptor. */
export const NODE_KEYS: usize = 20
/** Descriptor of all other keys. */
export const NODE_OTHER: usize = 24
/** Bits given to keys so far. */
export const NODE_BITS: usize = 28

/** A key as it was seen with everything between the separator before it and its value. */
export const LEARNED_BYTES: usize = 112
export const LEARNED_MASK: usize = 16
export const LEARNED_DESCRIPTOR: usize = 64
export const LEARNED_LENGTH: usize = 68
export const LEARNED_FLAGS: usize = 72
export const LEARNED_BIT: usize = 80
export const LEARNED_HASH: usize = 88
/** More keys than this are looked up each time. */
export const MAX_LEARNED: u32 = 64

/** What is to be done with the value of a key. */
export const DESCRIPTOR_BYTES: usize = 96
/** Types with which nothing is wrong. */
export const D_TYPES: usize = 0
export const D_FLAGS: usize = 4
export const D_SLOT: usize = 8
export const D_NODE: usize = 12
export const D_MIN_LENGTH: usize = 16
export const D_LENGTH_RANGE: usize = 20
export const D_MIN: usize = 24
export const D_MAX: usize = 32
export const D_ENUM: usize = 40
export const D_ITEM: usize = 44
export const D_MIN_ITEMS: usize = 48
export const D_ITEMS_RANGE: usize = 52
export const D_SLOT_BIT: usize = 56
export const D_KEY_BIT: usize = 64
/** Types that go to the slot, right or wrong. */
export const D_TAKES: usize = 72
/** Types that nobody decides here. */
export const D_LEAVES: usize = 76
/** Patterns: their number, then automaton and 1 for one that must not match, two words each. */
export const D_PATTERNS: usize = 80

/** The value goes to a slot. */
export const F_SLOT: u32 = 1
/** The value is checked. */
export const F_CHECK: u32 = 2
export const F_RANGE: u32 = 4
export const F_ENUM: u32 = 8
/** The key itself is wrong. */
export const F_FORBIDDEN: u32 = 1024
/** `null` is as good as absent. */
export const F_NULL_IS_ABSENT: u32 = 16
/** The empty text is as good as absent, and the empty array where an array is taken. */
export const F_EMPTY_IS_ABSENT: u32 = 32
/** Text of blanks is wrong. */
export const F_VISIBLE: u32 = 64
/** Rows with this key are left to the object lane. */
export const F_UNDECIDED: u32 = 128
/** An array of chat messages, of which the assistant's are produced. */
export const F_MESSAGES: u32 = 256
/** Numbers only; text that is surely none is wrong. */
export const F_WEIGHT: u32 = 2048
export const F_PATTERN: u32 = 4096
/** Members or items matter. */
export const F_INNER: u32 = 512

/** Hash table entry: the first 8 bytes, length, place of the text, value. */
export const ENTRY_BYTES: usize = 24

/** A piece of the line: a literal, then a slot. */
export const OPERATION_BYTES: usize = 32
export const OP_LITERAL: usize = 0
export const OP_LITERAL_LENGTH: usize = 4
/** Slot plus 1; 0: none. */
export const OP_SLOT: usize = 8
export const OP_MODE: usize = 12
/** The whole piece is left out where the slot is empty. */
export const MODE_OPTIONAL: u32 = 1
/** A comma goes first unless an object has just been opened. */
export const MODE_COMMA: u32 = 4
/** The weight, where it is not that of records without one. */
export const MODE_WEIGHT: u32 = 8
/** Otherwise. */
export const MODE_DEFAULT_WEIGHT: u32 = 16
/** Begins what is left out where no slot of `HEADER_ANY` is filled: the slot's place tells its end. */
export const MODE_GROUP: u32 = 32

/** An automaton: number of classes, classes of bytes, whether a text may end in each state, rows. */
export const AUTOMATON_CLASSES: usize = 1
export const AUTOMATON_ENDS: usize = 257
export const AUTOMATON_BYTES: usize = 513
/** States; the one behind these is the first. */
export const FAILED: u32 = 0
export const MATCHED: u32 = 1

/** A text that is put together from values of the record. */
export const TEXT_BYTES: usize = 16
/** Checks the text, and knows its slot. */
export const TEXT_DESCRIPTOR: usize = 0
/** Not 0: a gap in it is no fault. */
export const TEXT_OPTIONAL: usize = 4
export const TEXT_PIECES: usize = 8
export const TEXT_PIECES_END: usize = 12

/** A piece of such a text; what is within it follows at once. */
export const PIECE_BYTES: usize = 32
export const PIECE_KIND: usize = 0
export const PIECE_LITERAL: usize = 4
export const PIECE_LITERAL_LENGTH: usize = 8
/** Place of the slot; 0: the item of the nearest array around. */
export const PIECE_SLOT: usize = 12
export const PIECE_STEPS: usize = 16
export const PIECE_STEPS_END: usize = 20
/** Where what is within ends, and where what stands in its place ends. */
export const PIECE_END: usize = 24
export const PIECE_OTHERWISE_END: usize = 28
export const KIND_LITERAL: u32 = 0
export const KIND_VALUE: u32 = 1
export const KIND_IF: u32 = 2
/** For items behind the first one. */
export const KIND_IF_LATER: u32 = 3
export const KIND_EACH: u32 = 4
/** One of three slots, or part of one. */
export const KIND_TRANSCRIPT: u32 = 5
/** 0: prompt, 1: chosen, 2: rejected; then their slots. */
export const PIECE_PART: usize = 4
export const PIECE_PROMPT: usize = 16
export const PIECE_CHOSEN: usize = 20
export const PIECE_REJECTED: usize = 24

/** What is done to the value of a piece. */
export const STEP_BYTES: usize = 32
export const STEP_KIND: usize = 0
/** One or two texts: place and length of each. */
export const STEP_TEXT: usize = 4
export const STEP_TEXT_LENGTH: usize = 8
export const STEP_OTHER: usize = 12
export const STEP_OTHER_LENGTH: usize = 16
export const STEP_TRIM: u32 = 0
export const STEP_JSON: u32 = 1
export const STEP_DEFAULT: u32 = 2
export const STEP_REPLACE: u32 = 3

/** A member of the content that is hashed. */
export const MEMBER_BYTES: usize = 32
export const MEMBER_KEY: usize = 0
export const MEMBER_KEY_LENGTH: usize = 4
/** Index of its slot. */
export const MEMBER_SLOT: usize = 8
/** Of the key, 16 bytes. */
export const MEMBER_HASH: usize = 16

// Why a row is undecided.
export const KEPT: u32 = 0
export const SYNTAX: u32 = 1
export const ESCAPED_KEY: u32 = 2
export const REPEATED_KEY: u32 = 3
export const NUMBER_SPELLING: u32 = 4
export const CHECK_FAILED: u32 = 5
export const MISSING: u32 = 6
export const NEW_SHAPE: u32 = 7
export const WEIGHT: u32 = 9
export const TOO_LARGE: u32 = 10
export const SPELLED_ANEW: u32 = 11
export const LEFT_ALONE: u32 = 12
/** Decided: something is surely wrong with it, as `FAULTS` tells. */
export const DROPPED: u32 = 13

// What is wrong, to be told apart from everything else that may be wrong at the same place.
export const FAULT_TYPE: u32 = 1
export const FAULT_BLANK: u32 = 2
export const FAULT_SHORT: u32 = 3
export const FAULT_LONG: u32 = 4
export const FAULT_ENUM: u32 = 5
export const FAULT_SMALL: u32 = 6
export const FAULT_LARGE: u32 = 7
export const FAULT_ITEMS: u32 = 8
export const FAULT_ITEM: u32 = 9
export const FAULT_KEY: u32 = 10
export const FAULT_MISSING: u32 = 11
export const FAULT_EMPTY: u32 = 12
export const FAULT_PATTERN: u32 = 13
export const FAULT_WEIGHT: u32 = 14
