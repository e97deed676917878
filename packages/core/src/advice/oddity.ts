import type { Frequency } from '../kpi/frequency'
import type { Unit } from '../kpi/unit'
import { codePointsOf, differing } from '../schema/characters'
import { sentenceOf, type Sentences } from '../schema/sentences'
import type { UnitFault } from './unit-fault'

/** What looks wrong about an event that was accepted (M40). */
export type Oddity =
  | {
      readonly _tag: 'outside-unit'
      readonly kpi: string
      readonly period: string
      readonly value: number
      readonly unit: Unit
      readonly fault: UnitFault
    }
  | {
      readonly _tag: 'unlike-before'
      readonly kpi: string
      readonly period: string
      readonly value: number
      /** Of the KPI's figures for periods of that length so far. */
      readonly median: number
      /** How many those are. */
      readonly figures: number
    }
  | {
      readonly _tag: 'other-frequency'
      readonly kpi: string
      readonly period: string
      readonly frequency: Frequency
    }
  | {
      readonly _tag: 'not-begun'
      /** Null for the whole contract, here and below. */
      readonly kpi: string | null
      readonly period: string
      /** First month of the period. */
      readonly begins: string
    }
  | {
      readonly _tag: 'before-first-regime'
      readonly kpi: string | null
      readonly period: string
      readonly regime: string
      readonly regimeFrom: string
    }
  | {
      readonly _tag: 'on-no-scorecard'
      readonly kpi: string
      readonly period: string
      /** The regime in effect. */
      readonly regime: string
    }
  | {
      readonly _tag: 'looks-alike'
      readonly of: 'KPI' | 'regime'
      readonly name: string
      /** The one that was there before. */
      readonly like: string
    }
  | {
      readonly _tag: 'not-carried-over'
      readonly regime: string
      /** The regime before it. */
      readonly before: string
      readonly kpis: ReadonlyArray<string>
    }

const unitFaults: Readonly<Record<UnitFault, string>> = {
  'more-than-100': 'is more than 100 %',
  'less-than-0': 'is less than 0 %',
  'negative-count': 'is negative, but it is a count',
  'part-of-a-count': 'is not a whole number, but it is a count',
  negative: 'is negative',
  'negative-population': 'is out of a negative number',
}

/** Why a value is implausible for its unit, in words. */
export const unitFaultInWords = (fault: UnitFault): string => unitFaults[fault]

const named = (name: string, other: string): string =>
  `"${name}" (${codePointsOf(differing(name, other))})`

const them = (kpis: ReadonlyArray<string>, one: string, many: string): string =>
  kpis.length === 1 ? one : many

/** What is said about a figure or note, without naming it. */
const said: Sentences<Oddity> = {
  'outside-unit': ({ value, fault }) => `${value} ${unitFaults[fault]}`,
  'unlike-before': ({ value, median, figures }) =>
    `${value} is ${Math.abs(value) > Math.abs(median) ? 'more than ten times' : 'less than a tenth of'} the median of the ${figures} figures before it, ${median}`,
  'other-frequency': ({ frequency }) =>
    `the KPI is ${frequency}, and has never been recorded for a period of that length`,
  'not-begun': ({ begins }) => `the period had not begun; it begins in ${begins}`,
  'before-first-regime': ({ regime, regimeFrom }) =>
    `the period is before the first regime, "${regime}", which starts in ${regimeFrom}`,
  'on-no-scorecard': ({ regime }) =>
    `the KPI is on no scorecard of that period, under regime "${regime}"`,
  'looks-alike': ({ of, name, like }) =>
    `${of} ${named(name, like)} looks like ${named(like, name)}, which is another`,
  'not-carried-over': ({ regime, before, kpis }) =>
    `regime "${regime}" has no target for ${kpis.map((kpi) => `"${kpi}"`).join(', ')} of "${before}" before it: carry over, succeed or retire ${them(kpis, 'it, or it drops', 'them, or they drop')} off the scorecard`,
}

/** What looks wrong as one English sentence, without the KPI and period it is about. */
export const oddityInWords = (oddity: Oddity): string => sentenceOf(said, oddity)
