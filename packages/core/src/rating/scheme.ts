import * as t from 'io-ts'
import { Code, Text } from '../codec/text'
import { record, type Immutably } from '../codec/record'
import { Grade } from './grade'
import { Margin } from './margin'

const Meets = record(
  'a test such as {"meets": "target", "within": "tolerance"}',
  { meets: t.literal('target') },
  { within: t.union([Margin, t.literal('tolerance')], 'a margin, or "tolerance"') },
)
const MeetsUnder = record('a test such as {"meets": "target", "under": {"percent": 5}}', {
  meets: t.literal('target'),
  under: Margin,
})
const Beats = record(
  'a test such as {"beats": "target"}',
  { beats: t.literal('target') },
  { by: Margin },
)
const Clears = record('a test such as {"clears": "detriment"}', { clears: Code })
const Reaches = record('a test such as {"reaches": "floor"}', { reaches: Code })
const Otherwise = t.literal('otherwise')

/** When an actual falls into a band (M11). */
export const BandTest = t.union(
  [Meets, MeetsUnder, Beats, Clears, Reaches, Otherwise],
  'a test: {"meets": "target"}, {"beats": "target"}, {"clears": level}, {"reaches": level} or "otherwise"',
)
export type BandTest = Immutably<typeof BandTest>

/** A rating of a scheme: its code, its words, its grade and the test that gives it (M11). */
export const Band = record('a band', { code: Code, label: Text, grade: Grade, when: BandTest })
export type Band = Immutably<typeof Band>

/** A regime's bands, best first, and what it calls a KPI that is not rated (M11, M13). */
export const Scheme = record(
  'a scheme',
  {
    bands: t.array(Band),
    notRated: record('what is not rated', { code: Code, label: Text }),
  },
  { levels: t.array(Code) },
)
export type Scheme = Immutably<typeof Scheme>

/** The level a test speaks of, if it speaks of one. */
export const levelOf = (when: BandTest): string | null => {
  if (when === 'otherwise') return null
  if ('clears' in when) return when.clears
  return 'reaches' in when ? when.reaches : null
}

/** Whether a test speaks of the KPI's own tolerance. */
export const speaksOfTolerance = (when: BandTest): boolean =>
  when !== 'otherwise' && 'within' in when && when.within === 'tolerance'
