/** RFC 3492, section 5. */
const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700
const FIRST_BIAS = 72
const FIRST_CODE = 128

const digits = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The text for a lower-case label without its `xn--`; undefined when it stands for none. */
export function decodePunycode(label: string): string | undefined {
  const basicEnd = Math.max(0, label.lastIndexOf('-'))
  const output = Array.from(label.slice(0, basicEnd), (letter) => letter.codePointAt(0) ?? 0)
  let at = basicEnd > 0 ? basicEnd + 1 : 0
  let code = FIRST_CODE
  let bias = FIRST_BIAS
  let index = 0
  while (at < label.length) {
    const before = index
    let weight = 1
    for (let step = BASE; ; step += BASE) {
      const digit = digits.indexOf(label[at] ?? '?')
      at += 1
      if (digit < 0) return undefined
      index += digit * weight
      const threshold = thresholdAt(step, bias)
      if (digit < threshold) break
      weight *= BASE - threshold
    }
    const count = output.length + 1
    bias = adapt(index - before, count, before === 0)
    code += Math.floor(index / count)
    index %= count
    if (code > 0x10_ff_ff) return undefined
    output.splice(index, 0, code)
    index += 1
  }
  return String.fromCodePoint(...output)
}

/** The label without its `xn--`. */
export function encodePunycode(text: string): string {
  const points = Array.from(text, (letter) => letter.codePointAt(0) ?? 0)
  const basic = points.filter((point) => point < FIRST_CODE)
  let output = String.fromCodePoint(...basic)
  if (basic.length > 0) output += '-'
  let done = basic.length
  let code = FIRST_CODE
  let bias = FIRST_BIAS
  let delta = 0
  while (done < points.length) {
    const next = Math.min(...points.filter((point) => point >= code))
    delta += (next - code) * (done + 1)
    code = next
    for (const point of points) {
      if (point < code) delta += 1
      if (point !== code) continue
      output += encodeDelta(delta, bias)
      bias = adapt(delta, done + 1, done === basic.length)
      delta = 0
      done += 1
    }
    delta += 1
    code += 1
  }
  return output
}

function encodeDelta(delta: number, bias: number): string {
  let text = ''
  let rest = delta
  for (let step = BASE; ; step += BASE) {
    const threshold = thresholdAt(step, bias)
    if (rest < threshold) return text + (digits[rest] ?? '')
    const over = rest - threshold
    text += digits[threshold + (over % (BASE - threshold))] ?? ''
    rest = Math.floor(over / (BASE - threshold))
  }
}

function thresholdAt(step: number, bias: number): number {
  return Math.min(T_MAX, Math.max(T_MIN, step - bias))
}

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2))
  rest += Math.floor(rest / count)
  let step = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; step += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return step + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}
