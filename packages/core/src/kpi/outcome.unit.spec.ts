import { outcomeInWords, type Outcome } from './outcome'

describe('M17 an outcome in words', () => {
  it.each<[number, string, string]>([
    [0, '100', '0, printed as 100'],
    [3, '≤3', '3, printed as ≤3'],
    [98.94, '98.9 %', '98.94, printed as 98.9 %'],
    [100, '100.00', '100.00'],
    [98.9, ' 98.9 %', ' 98.9 %'],
    [1250, '£1,250', '£1,250'],
    [0, '%', '0, printed as %'],
  ])('%d, printed %j, has its value beside another one: %j', (value, published, words) => {
    const outcome: Outcome = { kind: 'measured', value, published }
    expect(outcomeInWords(outcome)).toBe(words)
  })

  it('without printed text is its value or its reason', () => {
    expect(outcomeInWords({ kind: 'measured', value: -0.5 })).toBe('-0.5')
    expect(outcomeInWords({ kind: 'not-measured', reason: 'not-due' })).toBe('not due')
    expect(outcomeInWords({ kind: 'not-measured', reason: 'no-data', text: '–' })).toBe('–')
    expect(outcomeInWords(null)).toBe('not recorded')
  })
})
