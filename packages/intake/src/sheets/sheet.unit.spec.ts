import { addressOf, cellInWords, columnOf, inCellOrder } from './sheet'

describe('the address of a cell', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('has column %i as %s', (column, letters) => {
    expect(addressOf(0, column)).toBe(`${letters}1`)
    expect(columnOf(letters)).toBe(column)
  })

  it.each([
    [null, 'G8'],
    ['Return', 'Return!G8'],
    ['Q1 2016', "'Q1 2016'!G8"],
    ["Ann's", "'Ann''s'!G8"],
  ])('is written with its sheet, if any: %s', (sheet, words) => {
    expect(cellInWords({ sheet, cell: 'G8' })).toBe(words)
  })

  it('is ordered by sheet, by row, and by column', () => {
    const cells = ['B10', 'AA9', 'Z9', 'B9'].map((cell) => ({ sheet: 'One', cell }))
    const all = [...cells, { sheet: 'Two', cell: 'A1' }]
    expect(inCellOrder(all).map(({ cell }) => cell)).toEqual(['B9', 'Z9', 'AA9', 'B10', 'A1'])
  })
})
