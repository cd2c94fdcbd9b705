import type { VNode } from 'preact'

interface InputProps {
  readonly name: string
  readonly label: string
  readonly value: string
}

export function SearchInput({ name, label, value }: InputProps): VNode {
  return (
    <label class="grow">
      <span>{label}</span>
      <input type="search" name={name} value={value} autocomplete="off" spellcheck={false} />
    </label>
  )
}

export function TextInput(props: InputProps & { choices?: readonly string[] }): VNode {
  const { name, label, value, choices = [] } = props
  const list = choices.length > 0 ? `${name}-choices` : undefined
  return (
    <label>
      <span>{label}</span>
      <input name={name} value={value} list={list} autocomplete="off" spellcheck={false} />
      {list !== undefined && (
        <datalist id={list}>
          {choices.map((choice) => (
            <option value={choice} />
          ))}
        </datalist>
      )}
    </label>
  )
}

export interface NumberInputProps {
  readonly name: string
  readonly label: string
  readonly value: number | undefined
}

export function NumberInput({ name, label, value }: NumberInputProps): VNode {
  return (
    <label class="narrow">
      <span>{label}</span>
      <input name={name} value={value === undefined ? '' : String(value)} inputmode="decimal" />
    </label>
  )
}

export interface SelectProps extends InputProps {
  readonly choices: readonly (readonly [value: string, text: string])[]
}

export function Select({ name, label, value, choices }: SelectProps): VNode {
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        {choices.map(([choice, text]) => (
          <option value={choice} selected={choice === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

export interface CheckProps extends InputProps {
  readonly checked: boolean
}

export function Check({ name, label, value, checked }: CheckProps): VNode {
  return (
    <label class="check">
      <input type="checkbox" name={name} value={value} checked={checked} /> {label}
    </label>
  )
}
