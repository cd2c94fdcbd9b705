import { createColors } from 'picocolors'

/** What a piece of text is, not what colour it has. Says nothing that the text does not say. */
export type Tone = 'plain' | 'strong' | 'faint' | 'good' | 'odd' | 'bad'

export interface Piece {
  readonly text: string
  readonly tone: Tone
}

export type Paint = (piece: Piece) => string

export function startPaint(hasColour: boolean): Paint {
  const colours = createColors(hasColour)
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    plain: String,
    strong: colours.bold,
    faint: colours.dim,
    good: colours.green,
    odd: colours.yellow,
    bad: colours.red,
  }
  return ({ text, tone }) => (text === '' ? '' : tones[tone](text))
}

export function piece(text: string, tone: Tone = 'plain'): Piece {
  return { text, tone }
}
