import { countValues, type Shape } from './shape.js'

/** `in all 8,792; 12 to 985 characters`: what a claim about the values of one place rests on. */
export function describeSupport(shape: Shape, of: number): string {
  const { texts, numbers, lists } = shape
  const seen = countValues(shape)
  const facts = [seen === of ? `in all ${counted(of)}` : `in ${counted(seen)} of ${counted(of)}`]
  if (texts.count > 0) facts.push(`${range(texts.lengths)} characters`)
  if (numbers.whole + numbers.other > 0)
    facts.push(`${numeral(numbers.least)} to ${numeral(numbers.greatest)}`)
  if (lists.count > 0) facts.push(`${range(lists.lengths)} items`)
  return facts.join('; ')
}

function range({ shortest, longest }: Shape['lists']['lengths']): string {
  return shortest === longest ? counted(longest) : `${counted(shortest)} to ${counted(longest)}`
}

/** Integers beyond 2^53 are only known to so many digits, of which few are shown. */
function numeral(number: number): string {
  return Number.isInteger(number) && !Number.isSafeInteger(number)
    ? `about ${number.toPrecision(3)}`
    : String(number)
}

function counted(count: number): string {
  return count.toLocaleString('en')
}
