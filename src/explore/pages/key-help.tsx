import type { VNode } from 'preact'

const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['j', '→'], 'next row; in a list, j goes down and → turns the page'],
  [['k', '←'], 'the row before; in a list, k goes up and ← turns back'],
  [['Enter'], 'open the row'],
  [['u'], 'up: from a row to its list'],
  [['/'], 'search'],
  [['Esc'], 'leave the search'],
  [['?'], 'show these keys'],
]

export function KeyHelp(): VNode {
  return (
    <footer class="wide">
      <details id="keys">
        <summary>Keys</summary>
        <dl>
          {keys.map(([names, does]) => (
            <div>
              <dt>
                {names.map((name, index) => (
                  <>
                    {index > 0 && ' or '}
                    <kbd>{name}</kbd>
                  </>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </details>
    </footer>
  )
}
