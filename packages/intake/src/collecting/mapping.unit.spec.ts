import * as E from 'fp-ts/Either'
import { readMapping } from './mapping'

const faults = (yaml: string): ReadonlyArray<string> => {
  const mapping = readMapping(yaml)
  return E.isRight(mapping)
    ? []
    : mapping.left.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('a mapping is refused', () => {
  const periods = 'layout: periods across\nkpi: Ref\n'
  const kpis = 'layout: KPIs across\nperiod: Month\n'
  it.each<[string, string, ReadonlyArray<string>]>([
    [
      'without a column of KPIs',
      'figure: Figure\nperiod: Month\n',
      ['1:1 kpi: which column has the references or descriptions of the KPIs?'],
    ],
    [
      'with both a column of periods and a period',
      'kpi: A\nfigure: B\nperiod: C\nfor: 2016-06\n',
      ['1:1 either period, the column of the periods, or for, the period of all figures'],
    ],
    [
      'with a column of periods beside periods across',
      `${periods}period: Month\n`,
      ['1:1 a sheet with a column per period takes neither period nor for'],
    ],
    [
      'with a period beside periods across',
      `${periods}for: 2016-06\n`,
      ['1:1 a sheet with a column per period takes neither period nor for'],
    ],
    [
      'with a column of KPIs beside KPIs across',
      `${kpis}kpi: Ref\n`,
      ['1:1 a sheet with a column per KPI takes no kpi column'],
    ],
    [
      'with reasons beside KPIs across',
      `${kpis}reason: Why\n`,
      ['1:1 reason and note are columns of the long layout'],
    ],
    [
      'with notes beside periods across',
      `${periods}note: Note\n`,
      ['1:1 reason and note are columns of the long layout'],
    ],
    [
      'with a mapping of sheets',
      'kpi: A\nfigure: B\nperiod: C\nsheets: {a: b}\n',
      ['4:9 sheets: expected an array, got an object'],
    ],
    [
      'that is an alias',
      '*a',
      ['1:1 an alias (*) is not allowed here: write out what it refers to'],
    ],
    ['that is empty', '', ['1:1 expected a mapping: a list of fields']],
  ])('%s', (_, yaml, expected) => {
    expect(faults(yaml)).toEqual(expected)
  })
})
