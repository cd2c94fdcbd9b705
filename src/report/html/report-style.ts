const header = `
.band .wide{padding-top:1.5rem;padding-bottom:1rem}
.over{font-size:.8rem;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);margin:0 0 .35rem}
header h1+p{margin:.4rem 0 1rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;padding:0;margin:0;font-size:.9rem}
footer.band{border-top:1px solid var(--line);border-bottom:0;margin-top:2rem}`

const verdict = `
.verdict{font-family:var(--serif);font-size:1.35rem;max-width:none;padding:.6rem 1rem;border-left:6px solid;margin-bottom:.75rem}
.verdict strong{font-weight:600}
.verdict.passed{color:var(--pass);background:var(--pass-wash)}
.verdict.failed{color:var(--fail);background:var(--fail-wash)}
.verdict.open{color:var(--warn);background:var(--warn-wash)}
.state{display:inline-block;font-size:.85em;padding:0 .5em;border-radius:2px;white-space:nowrap}
tbody th .state{min-width:4.4rem;text-align:center;margin-right:.35rem}
.state.passed{color:var(--pass);background:var(--pass-wash)}
.state.failed,.state.must{color:var(--fail);background:var(--fail-wash)}
.state.noted,.state.should{color:var(--warn);background:var(--warn-wash)}
.state.could{color:var(--keep);background:var(--keep-wash)}`

const lists = `
.paper{display:none}
.ledger tr:last-child>*{border-bottom:0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:0 3rem}
.pair h3{margin-top:0}
.changes th{width:34%}.changes td{width:33%}
.figures{table-layout:fixed}.figures th:first-child{width:30%}.figures th:last-child{width:34%}
.changes .state{white-space:normal}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));gap:0 2.5rem}
.card h3{margin-top:0}
.card p{margin-bottom:.4rem;font-size:.9rem}
.errors td:nth-child(3){width:22%}
.clusters td:nth-child(3){width:12%}.clusters td:nth-child(4){width:21%}
.card td:nth-child(4){width:18%}
.steps{padding-left:1.4rem}
.steps li{margin-bottom:1rem}
.steps p{margin:0}
.key{margin-left:.5em;color:var(--soft)}
q{quotes:"“" "”"}
.commands dt{color:var(--soft);font-size:.9rem}
.commands dd{margin:0 0 .6rem}
.digest code{overflow-wrap:anywhere}
td.c{font-size:.8rem}`

const print = `
@page{size:A4;margin:13mm 14mm}
@media print{
  html{font-size:11px;color-scheme:light}
  body,.band{background:none}
  .skip,nav,details,.commands,.commands+*,h3:has(+.commands){display:none}
  .wide{padding:0;max-width:none}
  .band .wide{padding:0 0 .6rem}
  section{display:grid;grid-template-columns:7.6rem minmax(0,1fr);column-gap:1.2rem;padding:.7rem 0 0}
  .figure b{display:block}
  th,td{padding-top:.2rem;padding-bottom:.2rem}
  tr,figure,.card,li{break-inside:avoid}
  .margin,h2,h3,caption,figcaption{break-after:avoid}
  p,figure,table{margin-bottom:.6rem}
  .rows li:not(.p){display:none}
  .rows li{grid-template-columns:10rem minmax(0,1fr)}
  .rows li>div+div{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:4}
  .rows li{max-height:5.9em;overflow:hidden}
  .rows div+div>small{display:none}
  h2,section .margin h2{font-size:1rem}
  .cards{grid-template-columns:repeat(3,minmax(0,1fr));column-gap:1.5rem}
  .card td:nth-child(4),.card th:nth-child(4){display:none}
  .card tbody tr:nth-child(n+4),.many .card:nth-child(n+4),.errors tbody tr:nth-child(n+4),.clusters tbody tr:nth-child(n+4),.files tbody tr:nth-child(n+4),.splits tbody tr:nth-child(n+5),.steps li:nth-child(n+7),.changes tbody tr:nth-child(n+13),.figures tbody tr:nth-child(n+10){display:none}
  .multiples{grid-template-columns:repeat(4,minmax(0,1fr));column-gap:1rem}
  .paper{display:block}
  .state,.verdict,.bars,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}`

/** What the report has beyond the style of every page. */
export const reportStyle: string = [header, verdict, lists, print].join('')
