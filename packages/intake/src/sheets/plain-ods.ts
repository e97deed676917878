import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** The tags around rows: heading rows, which are repeated on every page, and groups. */
const AROUND_ROWS = /<\/?table:table-(?:header-rows|rows|row-group)\b[^>]*>/g

const CELL =
  /<table:(?:covered-)?table-cell\b[^>]*\boffice:value-type="(percentage|currency)"[^>]*>/g
const STYLE = /\stable:style-name="[^"]*"/
const CURRENCY = /\boffice:currency="([^"]*)"/

const SIGNS: Readonly<Record<string, string>> = { GBP: '£', EUR: '€', USD: '$' }

const styleOf = (name: string, kind: 'percentage' | 'currency', sign: string): string =>
  `<number:${kind}-style style:name="${name}-data">${
    sign === '' ? '' : `<number:currency-symbol>${sign}</number:currency-symbol>`
  }<number:number number:decimal-places="2"/></number:${kind}-style>` +
  `<style:style style:name="${name}" style:family="table-cell" style:data-style-name="${name}-data"/>`

const PERCENTAGE = 'kpi-ledger-percentage'
const STYLES = [
  styleOf(PERCENTAGE, 'percentage', ''),
  ...Object.entries(SIGNS).map(([code, sign]) => styleOf(`kpi-ledger-${code}`, 'currency', sign)),
].join('')

/** A cell's tag with a style for the type that the cell states: a percentage or a currency. */
const styled = (tag: string, kind: string): string => {
  const [, code = 'GBP'] = CURRENCY.exec(tag) ?? []
  const style = kind === 'percentage' ? PERCENTAGE : `kpi-ledger-${code in SIGNS ? code : 'USD'}`
  return tag
    .replace(STYLE, '')
    .replace(/^<table:(?:covered-)?table-cell/, (start) => `${start} table:style-name="${style}"`)
}

const withStyles = (xml: string): string => {
  const bare = xml.replace('<office:automatic-styles/>', '')
  return bare.includes('<office:automatic-styles>')
    ? bare.replace('<office:automatic-styles>', (start) => `${start}${STYLES}`)
    : bare.replace(
        '<office:body>',
        (start) => `<office:automatic-styles>${STYLES}</office:automatic-styles>${start}`,
      )
}

/**
 * Rewrites an ODS workbook so that the library reads all of it. The library passes over rows in
 * groups and heading rows, and recognises a percentage only by the style of its cell, if that is
 * one of the sheet's own.
 */
export const plainODS = (bytes: Uint8Array): Uint8Array => {
  const parts = unzipSync(bytes, {
    filter: ({ name }) => name === 'mimetype' || name === 'content.xml',
  })
  const { mimetype, 'content.xml': content } = parts
  if (mimetype === undefined || content === undefined) return bytes
  const xml = strFromU8(content).replaceAll(AROUND_ROWS, '').replaceAll(CELL, styled)
  return zipSync({ mimetype, 'content.xml': strToU8(withStyles(xml)) }, { level: 0 })
}
