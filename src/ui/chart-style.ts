/** What the drawings look like; a page that has some adds it to the style sheet. */
export const chartStyle: string = `
.chart{margin:0 0 .5rem;overflow:visible}
.chart text{font:.8rem var(--sans);fill:var(--ink);font-variant-numeric:tabular-nums}
.chart .tick{fill:var(--soft);font-size:.75rem}
.chart .soft{fill:var(--soft)}
.chart .strong{font-weight:600}
.keep{fill:var(--keep)}.kept{fill:var(--keep);opacity:.5}.drop{fill:var(--drop);opacity:.75}.pale{fill:var(--keep);opacity:.5}
.chart .roomy{display:inline}
@media(max-width:40rem){.chart .roomy{display:none}}
.grid{stroke:var(--line)}.axis{stroke:var(--soft)}
.step{stroke:var(--paper);vector-effect:non-scaling-stroke}
.flow{display:grid;grid-template-columns:60% minmax(0,1fr);column-gap:.75rem}
.flow .chart:last-child{overflow:hidden}
.flow.narrow{grid-template-columns:50% minmax(0,1fr)}
.narrow .chart .roomy{display:none}
@media(max-width:40rem){.flow,.flow.narrow{grid-template-columns:44% minmax(0,1fr);column-gap:.4rem}}
.spread line{stroke:var(--ink)}.spread rect{fill:var(--sheet);stroke:var(--ink)}.spread .median{stroke-width:3}
.error line{stroke:var(--ink);stroke-width:2}
.plot{overflow:visible}
.bar{width:100%;height:10px;min-width:3rem;margin-top:.35rem;fill:var(--keep)}.bar.lost{fill:var(--drop)}
.bars{fill:var(--keep)}.bars .tail{opacity:.5}
.multiples{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.5rem 2rem;margin-bottom:.75rem}
.multiples p{margin:0}`
