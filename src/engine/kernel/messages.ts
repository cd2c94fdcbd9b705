// Chat messages: looked through, renamed where they are of the form with `from` and `value`, and what
// the assistant says and calls put together.
import { CHECK_FAILED } from '../row-codes'
import { Taken, copyBytes } from './container'
import { knownCodePoints, knownEnd } from './known-texts'
import { hasRoom, Row, undecided } from './row'
import { scanValue } from './scan'
import { escapeJson } from './steps'
import { endOfText } from './text'

/** Where the message looked at has its members; 0: nowhere. */
class Message {
  static role: usize = 0
  static content: usize = 0
  static contentEnd: usize = 0
  static calls: usize = 0
  static call: usize = 0
  static from: usize = 0
  static value: usize = 0
}

/** Where what the assistant says is put together, and where it ends so far. */
let together: usize = 0
let said: usize = 0

/**
 * Looks through the messages taken last for what the assistant says, as the body of one text. Undecided
 * unless every message is one and one of them is the assistant's.
 */
export function readMessages(isChecked: bool): bool {
  let isRenamed = false
  let item = Taken.start
  Row.saidStart = 0
  while (item + 1 < Taken.end) {
    if (item == Taken.start) {
      if (!hasRoom(3 * (Taken.end - item) + 64)) return false
      together = Row.scratch + 16
    }
    // At the opening bracket or a comma.
    item = findMembers(item + 1)
    if (item && Message.role == 0 && Message.from && !isRenamed) {
      // A schema is about what they are called in the end.
      if (isChecked || !renameSpeakers()) return refuse()
      isRenamed = true
      item = Taken.start
      Row.saidStart = 0
      continue
    }
    if (!item || !isMessage()) return refuse()
    if (isAssistant()) addSaid()
  }
  if (Row.saidStart == 0) return refuse()
  Row.saidEnd = said
  Row.said = knownCodePoints(Row.saidStart, said)
  if (Row.saidStart == together) Row.scratch = said + 16
  return true
}

/** Writes the messages anew, `from` and `value` as `role` and `content`; false where both are there. */
function renameSpeakers(): bool {
  const end = Taken.end
  let item = Taken.start
  let w = Row.scratch + 16
  if (!hasRoom(3 * (end - item) + 64)) return false
  const start = w
  while (item + 1 < end) {
    store<u8>(w++, load<u8>(item))
    const message = item + 1
    item = findMembers(message)
    if (!item) return false
    if (Message.role || !Message.from) {
      w = copyBytes(w, message, item - message)
      continue
    }
    if (Message.value && Message.content) return false
    const from = Message.from
    const value = Message.value
    let p = message + 1
    store<u8>(w++, 0x7b)
    while (load<u8>(p) != 0x7d) {
      if (load<u8>(p) == 0x2c) store<u8>(w++, load<u8>(p++))
      const place = endOfText(p + 1) + 2
      const next = scanValue(place, 1)
      if (place == from) w = writeRole(w, place, next)
      else if (place == value) {
        store<u64>(w, CONTENT_KEY)
        store<u16>(w, 0x3a22, 8)
        w = copyBytes(w + 10, place, next - place)
      } else w = copyBytes(w, p, next - p)
      p = next
    }
    store<u8>(w++, 0x7d)
  }
  store<u8>(w++, 0x5d)
  Taken.start = start
  Taken.end = w
  Row.scratch = w
  return true
}

/** `"content` */
const CONTENT_KEY: u64 = 0x746e65746e6f6322

/** Writes `"role":` and the role that a speaker has; a speaker that is not known stays what it is. */
function writeRole(w: usize, p: usize, end: usize): usize {
  // `"role":`
  store<u64>(w, 0x3a22656c6f7222)
  w += 7
  const bytes = end - p - 2
  const word = load<u64>(p, 1)
  const start = <u32>word
  const isText = load<u8>(p) == 0x22
  if (isText && bytes == 5 && start == 0x616d7568 && load<u8>(p, 5) == 0x6e) return writeWord(w, 0x72657375, 4)
  const isAgent =
    (bytes == 3 && (start & 0xffffff) == 0x747067) ||
    (bytes == 13 && word == 0x6e6f6974636e7566 && load<u64>(p, 6) == 0x6c6c61635f6e6f69)
  if (isText && isAgent) {
    w = writeWord(w, 0x6e61747369737361, 8) - 1
    store<u16>(w, 0x2274)
    return w + 2
  }
  const isTool =
    (bytes == 11 && word == 0x746176726573626f && load<u32>(p, 8) == 0x6e6f6974) ||
    (bytes == 17 && word == 0x6e6f6974636e7566 && load<u64>(p, 9) == 0x6e6f707365725f6e && load<u8>(p, 16) == 0x73 && load<u8>(p, 17) == 0x65)
  if (isText && isTool) return writeWord(w, 0x6c6f6f74, 4)
  return copyBytes(w, p, end - p)
}

/** Writes a text of at most 8 bytes, in quotes. */
function writeWord(w: usize, word: u64, bytes: usize): usize {
  store<u8>(w, 0x22)
  store<u64>(w, word, 1)
  store<u8>(w + 1 + bytes, 0x22)
  return w + bytes + 2
}

function refuse(): bool {
  return <bool>undecided(CHECK_FAILED)
}

/** Finds the members of the object at `p`; gives the place behind it, 0 when it is none. */
function findMembers(p: usize): usize {
  Message.role = Message.content = Message.contentEnd = Message.calls = Message.call = Message.from = Message.value = 0
  if (load<u8>(p) != 0x7b) return 0
  p++
  while (load<u8>(p) != 0x7d) {
    if (load<u8>(p) == 0x2c) p++
    const key = p + 1
    const keyEnd = endOfText(key)
    const bytes = keyEnd - key
    p = keyEnd + 2
    if (bytes == 4) {
      const word = load<u32>(key)
      if (word == 0x656c6f72) Message.role = p
      else if (word == 0x6d6f7266) Message.from = p
    } else if (bytes == 5) {
      if (load<u32>(key) == 0x756c6176 && load<u8>(key, 4) == 0x65) Message.value = p
    } else if (bytes == 7) {
      if (load<u32>(key) == 0x746e6f63 && load<u32>(key, 3) == 0x746e6574) Message.content = p
    } else if (bytes == 10) {
      if (load<u64>(key) == 0x6c61635f6c6f6f74 && load<u16>(key, 8) == 0x736c) Message.calls = p
    } else if (bytes == 13) {
      if (load<u64>(key) == 0x6e6f6974636e7566 && load<u64>(key, 5) == 0x6c6c61635f6e6f69) Message.call = p
    }
    const value = p
    p = endOfValue(p)
    if (!p) return 0
    if (value == Message.content) Message.contentEnd = p
  }
  return p + 1
}

/** The place behind the value at `p`, 0 where it is too deep. */
// @ts-ignore: decorator
@inline
function endOfValue(p: usize): usize {
  return load<u8>(p) == 0x22 ? knownEnd(p + 1) + 1 : scanValue(p, 1)
}

/** `"assistant"` */
function isAssistant(): bool {
  const role = Message.role
  return load<u64>(role, 1) == 0x6e61747369737361 && load<u16>(role, 9) == 0x2274
}

function isMessage(): bool {
  if (Message.role == 0 || load<u8>(Message.role) != 0x22) return false
  const role = Message.role + 1
  if (!isRole(role, endOfText(role) - role)) return false
  const calls = isThere(Message.calls) ? Message.calls : 0
  if (calls && !isListOfCalls(calls)) return false
  const call = Message.call
  const hasCalls = (calls && !isEmpty(calls)) || (call && load<u8>(call) == 0x7b && !isEmpty(call))
  if (!isThere(Message.content)) return isAssistant() && hasCalls
  const first = load<u8>(Message.content)
  return first == 0x22 || (first == 0x5b && hasParts(Message.content))
}

/** Whether there is a value that is not `null`. */
function isThere(p: usize): bool {
  return p != 0 && load<u8>(p) != 0x6e
}

/** Whether the array or object at `p` has nothing in it. */
function isEmpty(p: usize): bool {
  return (load<u8>(p, 1) | 0x20) == 0x7d
}

/** The roles that there are. */
function isRole(p: usize, length: usize): bool {
  const first = load<u32>(p)
  if (length == 4) return first == 0x72657375 || first == 0x6c6f6f74
  if (length == 6) return first == 0x74737973 && load<u16>(p, 4) == 0x6d65
  if (length == 8) return load<u64>(p) == 0x6e6f6974636e7566
  if (length != 9) return false
  const word = load<u64>(p)
  const last = load<u8>(p, 8)
  return (word == 0x65706f6c65766564 && last == 0x72) || (word == 0x6e61747369737361 && last == 0x74)
}

/** Finds a member of the object at `p` by a key of at most 8 bytes; 0: it has none. */
function findMember(p: usize, word: u64, length: usize): usize {
  let found: usize = 0
  p++
  while (load<u8>(p) != 0x7d) {
    if (load<u8>(p) == 0x2c) p++
    const key = p + 1
    const keyEnd = endOfText(key)
    p = keyEnd + 2
    if (keyEnd - key == length) {
      const bytes = load<u64>(key) & (length == 8 ? ~0 : (<u64>1 << (<u64>length << 3)) - 1)
      if (bytes == word) found = p
    }
    p = endOfValue(p)
    if (!p) return 0
  }
  return found
}

const NAME: u64 = 0x656d616e
const TYPE: u64 = 0x65707974
const TEXT: u64 = 0x74786574
const FUNCTION: u64 = 0x6e6f6974636e7566

function isListOfCalls(p: usize): bool {
  if (load<u8>(p) != 0x5b) return false
  p++
  while (load<u8>(p) != 0x5d) {
    if (load<u8>(p) == 0x2c) p++
    if (load<u8>(p) != 0x7b) return false
    const called = findMember(p, FUNCTION, 8)
    if (!called || load<u8>(called) != 0x7b) return false
    const name = findMember(called, NAME, 4)
    if (!name || load<u8>(name) != 0x22) return false
    p = scanValue(p, 1)
  }
  return true
}

function hasParts(p: usize): bool {
  p++
  while (load<u8>(p) != 0x5d) {
    if (load<u8>(p) == 0x2c) p++
    if (load<u8>(p) != 0x7b) return false
    const type = findMember(p, TYPE, 4)
    if (!type || load<u8>(type) != 0x22) return false
    p = scanValue(p, 1)
  }
  return true
}

/** Adds what the assistant's message says and calls, a line break between the parts. */
function addSaid(): void {
  if (Row.saidStart == 0) {
    Row.saidStart = said = together
    isFirst = true
  }
  const content = Message.content
  if (isThere(content)) {
    if (load<u8>(content) == 0x22) addText(content, Message.contentEnd)
    else {
      let p = content + 1
      while (load<u8>(p) != 0x5d) {
        if (load<u8>(p) == 0x2c) p++
        const text = findMember(p, TEXT, 4)
        if (text && load<u8>(text) == 0x22) addText(text, endOfText(text + 1) + 1)
        p = scanValue(p, 1)
      }
    }
  }
  if (isThere(Message.calls)) addCalls(Message.calls)
  const call = Message.call
  if (call && (load<u8>(call) == 0x7b || load<u8>(call) == 0x5b)) addCalls(call)
}

let isFirst: bool = true

function addText(p: usize, end: usize): void {
  if (isFirst) {
    // Where nothing follows, it need not be copied.
    Row.saidStart = p + 1
    said = end - 1
    isFirst = false
    return
  }
  addBreak()
  said = copyBytes(said, p + 1, end - p - 2)
}

function addCalls(p: usize): void {
  if (isEmpty(p)) return
  if (!isFirst) addBreak()
  isFirst = false
  said = escapeJson(said, p, scanValue(p, 1))
}

function addBreak(): void {
  const start = Row.saidStart
  if (start != together) {
    Row.saidStart = together
    said = copyBytes(together, start, said - start)
  }
  store<u16>(said, 0x6e5c)
  said += 2
}
