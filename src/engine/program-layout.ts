// What a program consists of, and where its parts have what. Compiled twice, as `layout.ts` is; all
// values are bytes from the start of the part, but for types, flags, modes and kinds.

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
/** Descriptor that one of the items must be right for; 0: none. */
export const D_CONTAINS: usize = 84
/** Numbers and booleans that are allowed. */
export const D_VALUES: usize = 88

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
/** Text is the JSON of an array, and absent where that has no items. */
export const F_LIST: u32 = 8192
/** Only some numbers and booleans are allowed. */
export const F_VALUES: u32 = 16_384
/** Of a learned key: there are blanks around it. */
export const F_BLANKS: u32 = 32_768
/** Members or items matter. */
export const F_INNER: u32 = 512

/** How many numbers, then the first letter of the only boolean, or 0; numbers of 64 bits follow. */
export const VALUES_BYTES: usize = 8
export const VALUES_BOOLEAN: usize = 4

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

/** What stands for messages: the descriptor that judges them, then what each of three speakers says. */
export const TURN_DESCRIPTOR: usize = 0
export const TURN_SYSTEM: usize = 8
export const TURN_USER: usize = 24
export const TURN_ASSISTANT: usize = 40
export const TURN_BYTES: usize = 56
/** Of a speaker: the message up to its text, and the place of the text's slot. */
export const SPEAKER_LITERAL: usize = 0
export const SPEAKER_LITERAL_LENGTH: usize = 4
export const SPEAKER_SLOT: usize = 8

/** A member of the content that is hashed. */
export const MEMBER_BYTES: usize = 32
export const MEMBER_KEY: usize = 0
export const MEMBER_KEY_LENGTH: usize = 4
/** Index of its slot. */
export const MEMBER_SLOT: usize = 8
/** Of the key, 16 bytes. */
export const MEMBER_HASH: usize = 16
