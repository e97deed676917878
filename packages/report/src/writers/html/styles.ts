import { grades } from '@kpi-ledger/core/unstable'
import { sha256 } from '@noble/hashes/sha2'
import { base64 } from '@scure/base'
import { DARK, LIGHT } from '../colours'
import { CHART_STYLES } from '../svg/styles'
import { noTheme, propertiesOf, type Theme } from './theme'

const GRADES = [...grades, 'other']

const tags = GRADES.map(
  (grade) =>
    `.kpi-ledger .tag.${grade}, .kpi-ledger td.${grade} { background: var(--kpi-${grade}); color: var(--kpi-${grade}-text); }`,
).join('\n')

/**
 * The styles of a page in an organisation's colours. The colours are custom properties: set them on
 * `.kpi-ledger` to restyle a page.
 */
export const stylesIn = (theme: Theme): string => `
:root {${LIGHT}${propertiesOf(theme.light)}
}
@media (prefers-color-scheme: dark) {
:root {${DARK}${propertiesOf(theme.dark)}
}
}
@media (prefers-contrast: more) {
:root { --kpi-muted: var(--kpi-text); --kpi-line: var(--kpi-text); }
}
body { margin: 0; background: var(--kpi-page); color: var(--kpi-text); }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
.kpi-ledger-logo { margin: 0 0 1rem; }
.kpi-ledger-logo img { display: block; max-width: min(16rem, 100%); max-height: 5rem; }
.kpi-ledger { font: 1.0625rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--kpi-text); overflow-wrap: break-word; }
.kpi-ledger h1 { font-size: 2rem; line-height: 1.15; margin: 0.5rem 0 1rem; }
.kpi-ledger h2 { font-size: 1.5rem; line-height: 1.25; margin: 2.75rem 0 1rem; padding-top: 0.75rem; border-top: 2px solid var(--kpi-accent); }
.kpi-ledger h3 { font-size: 1.1875rem; line-height: 1.3; margin: 2rem 0 0.75rem; }
.kpi-ledger p { margin: 0 0 1rem; max-width: 46rem; }
.kpi-ledger a { color: var(--kpi-accent); text-underline-offset: 0.15em; }
.kpi-ledger .verdict { border-left: 0.4rem solid var(--kpi-accent); padding: 0.75rem 1rem; background: var(--kpi-panel); max-width: none; }
.kpi-ledger h1 + .verdict { font-size: 1.25rem; }
.kpi-ledger .contents { margin: 0 0 1.5rem; }
.kpi-ledger .contents p { font-weight: 700; margin: 0 0 0.25rem; }
.kpi-ledger .contents ol { margin: 0; padding: 0 0 0 1.5rem; columns: 20rem auto; column-gap: 1.25rem; }
.kpi-ledger .contents li { padding: 0.15rem 0; break-inside: avoid; }
.kpi-ledger .inset { border-left: 0.4rem solid var(--kpi-line); padding: 0.25rem 1rem; }
.kpi-ledger .warning { display: flex; gap: 0.75rem; align-items: flex-start; max-width: none; }
.kpi-ledger .warning .sign { flex: none; width: 1.75rem; line-height: 1.75rem; border-radius: 50%; background: var(--kpi-warning); color: var(--kpi-page); border: 1px solid var(--kpi-page); text-align: center; font-weight: 700; }
.kpi-ledger .legend { color: var(--kpi-muted); font-size: 0.9375rem; margin: 0.25rem 0; }
.kpi-ledger .tag { display: inline-block; padding: 0.05rem 0.45rem; border: 1px solid currentColor; border-radius: 0.2rem; font-weight: 600; }
${tags}
.kpi-ledger .tally { margin: 0 0 1rem; }
.kpi-ledger .tally p { margin: 0 0 0.4rem; color: var(--kpi-muted); }
.kpi-ledger .tally ul { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; list-style: none; margin: 0; padding: 0; }
.kpi-ledger .tally .count { font-size: 1.25rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.kpi-ledger .because { color: var(--kpi-muted); }
.kpi-ledger td .because { display: block; }
.kpi-ledger .lines { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 1rem; padding: 0.6rem 0.8rem; background: var(--kpi-panel); border: 1px solid var(--kpi-line); font: 0.9375rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
.kpi-ledger .lines code { font: inherit; }
.kpi-ledger .wide { overflow-x: auto; margin: 0 0 1rem; position: relative; }
.kpi-ledger .wide:focus-visible, .kpi-ledger a:focus-visible, .kpi-ledger summary:focus-visible { outline: 3px solid var(--kpi-focus); box-shadow: 0 0 0 6px var(--kpi-text); outline-offset: 0; }
.kpi-ledger table { border-collapse: collapse; width: 100%; font-size: 1rem; }
.kpi-ledger th, .kpi-ledger td { text-align: left; vertical-align: top; padding: 0.45rem 1.25rem 0.45rem 0; border-bottom: 1px solid var(--kpi-line); font-weight: 400; }
.kpi-ledger thead th { font-weight: 700; vertical-align: bottom; border-bottom-width: 2px; }
.kpi-ledger tbody th { font-weight: 600; }
.kpi-ledger th.group { border-bottom: 2px solid var(--kpi-accent); }
.kpi-ledger th.section { font-size: 1.125rem; font-weight: 700; padding-top: 1.25rem; }
.kpi-ledger td.number, .kpi-ledger thead th.number { text-align: right; font-variant-numeric: tabular-nums; }
.kpi-ledger td.number { white-space: nowrap; }
.kpi-ledger tr.noted > *, .kpi-ledger tr.note:has(+ tr.note) > * { border-bottom: 0; padding-bottom: 0.1rem; }
.kpi-ledger tr.note td { color: var(--kpi-muted); padding-top: 0; padding-left: 1rem; }
.kpi-ledger table.heat { border-collapse: separate; border-spacing: 2px; font-size: 0.8125rem; line-height: 1.3; }
.kpi-ledger table.heat th, .kpi-ledger table.heat td { padding: 0.3rem 0.25rem; }
.kpi-ledger table.heat tbody th:not(.section) { padding-left: 0; }
.kpi-ledger table.heat td.graded { border: 1px solid currentColor; min-width: 3.5rem; font-variant-numeric: tabular-nums; }
.kpi-ledger table.heat tbody th + td:not(.graded, .blank) { min-width: 8.5rem; }
.kpi-ledger table.heat td.blank { color: var(--kpi-muted); text-align: center; }
.kpi-ledger .whole, .kpi-ledger .tag:has(> .whole) { white-space: nowrap; }
.kpi-ledger dl.facts { margin: 0 0 1rem; }
.kpi-ledger dl.facts > div { display: flex; flex-wrap: wrap; gap: 0 1rem; border-bottom: 1px solid var(--kpi-line); padding: 0.45rem 0; }
.kpi-ledger dl.facts dt { flex: 0 0 16rem; font-weight: 600; }
.kpi-ledger dl.facts dd { flex: 1 1 16rem; margin: 0; min-width: 0; }
.kpi-ledger .long { overflow-wrap: anywhere; font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.9375rem; }
.kpi-ledger .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
${CHART_STYLES}
.kpi-ledger figure { margin: 1.5rem 0; }
.kpi-ledger figcaption { font-weight: 700; margin: 0 0 0.5rem; }
.kpi-ledger figure .kpi-chart { min-width: 34rem; max-width: 52rem; width: 100%; height: auto; }
.kpi-ledger figure .kpi-chart:has(> title[id^="bullet"]) { min-width: 0; max-width: 30rem; }
.kpi-ledger summary { cursor: pointer; padding: 0.25rem 0; }
@media (max-width: 40rem) {
.kpi-ledger h1 { font-size: 1.5rem; }
.kpi-ledger h2 { font-size: 1.3rem; }
.kpi-ledger dl.facts dt, .kpi-ledger dl.facts dd { flex-basis: 100%; }
.kpi-ledger .wide:has(> svg > title[id^="trend"], > svg > title[id^="process"]) { direction: rtl; }
.kpi-ledger .wide > svg { direction: ltr; }
}
@media screen and (max-width: 40rem) {
.kpi-ledger table.stack, .kpi-ledger table.stack tbody, .kpi-ledger table.stack tr, .kpi-ledger table.stack tbody th, .kpi-ledger table.stack td { display: flow-root; }
.kpi-ledger table.stack thead, .kpi-ledger table.stack td:empty, .kpi-ledger table.stack td.blank { display: none; }
.kpi-ledger table.stack tr { border-bottom: 1px solid var(--kpi-line); padding: 0.4rem 0; }
.kpi-ledger table.stack tr.noted { border-bottom: 0; padding-bottom: 0; }
.kpi-ledger table.stack th, .kpi-ledger table.stack td { border: 0; padding: 0.1rem 0; text-align: left; white-space: normal; min-width: 0; }
.kpi-ledger table.stack th.section { padding-top: 1rem; }
.kpi-ledger table.stack td[data-label] { padding-left: 6.75rem; }
.kpi-ledger table.stack td[data-label]::before { content: attr(data-label); float: left; width: 6.25rem; margin-left: -6.75rem; color: var(--kpi-muted); font-size: 0.875rem; line-height: 1.65; overflow-wrap: anywhere; }
.kpi-ledger table.heat.stack { font-size: 1rem; }
.kpi-ledger table.heat.stack td.graded { border: 1px solid currentColor; margin: 2px 0; padding: 0.2rem 0.4rem 0.2rem 6.75rem; }
.kpi-ledger table.heat.stack td.graded::before { color: inherit; margin-left: -6.35rem; }
.kpi-ledger table.stack td .because { display: inline; }
.kpi-ledger table.stack .whole, .kpi-ledger table.stack .tag:has(> .whole) { white-space: normal; }
}
@media print {
@page { size: A4 landscape; margin: 12mm 12mm 15mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
:root {${LIGHT}${propertiesOf(theme.light)}
}
main { max-width: none; padding: 0; }
.kpi-ledger { font-size: 9.5pt; }
.kpi-ledger h1 { font-size: 18pt; }
.kpi-ledger h2 { font-size: 14pt; margin-top: 8mm; }
.kpi-ledger h3 { font-size: 11pt; margin-top: 5mm; }
.kpi-ledger p { max-width: none; }
.kpi-ledger a { color: inherit; }
.kpi-ledger table { font-size: 8.5pt; }
.kpi-ledger table.heat { font-size: 7pt; }
.kpi-ledger table.heat td.graded, .kpi-ledger table.heat tbody th + td:not(.graded, .blank) { min-width: 0; }
.kpi-ledger .wide { overflow: visible; }
.kpi-ledger figure { break-inside: avoid; }
.kpi-ledger figure .kpi-chart { min-width: 0; max-width: 128mm; }
.kpi-ledger details:not([open]) { display: none; }
.kpi-ledger thead { display: table-header-group; }
.kpi-ledger tr, .kpi-ledger .provenance, .kpi-ledger dl.facts > div, .kpi-ledger .verdict, .kpi-ledger .tally, .kpi-ledger .lines { break-inside: avoid; }
.kpi-ledger h2, .kpi-ledger h3, .kpi-ledger :is(h2, h3) + p, .kpi-ledger p:has(+ .wide), .kpi-ledger tr:has(> .section), .kpi-ledger tr.noted { break-after: avoid; }
.kpi-ledger thead + tbody > tr:first-child { break-before: avoid; }
.kpi-ledger .wide:has(> table.short), .kpi-ledger dl.facts { break-inside: avoid; }
.kpi-ledger .contents ol { columns: 3; }
.kpi-ledger table.many { font-size: 6.5pt; }
.kpi-ledger table.many th, .kpi-ledger table.many td, .kpi-ledger table.many .whole { white-space: normal; overflow-wrap: anywhere; padding-right: 1mm; }
.kpi-ledger table.many .tag { padding: 0 0.5mm; }
.kpi-ledger .tag, .kpi-ledger td.graded { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`

/** The styles of a page without a theme. */
export const STYLES = stylesIn(noTheme)

/** The hash of styles as a content security policy names it; the styles must be ASCII. */
export const hashOf = (styles: string): string =>
  `sha256-${base64.encode(sha256(Uint8Array.from(styles, (character) => character.charCodeAt(0))))}`
