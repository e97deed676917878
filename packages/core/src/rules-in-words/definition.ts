import type { KPIDefinition } from '../history/rulebook'
import { codeInWords } from '../kpi/outcome'
import { counted } from '../schema/sentences'
import type { RulePart } from './part'

type Stated = Omit<KPIDefinition, 'regime' | 'effectiveFrom' | 'target'>

/** What a definition states beside its target (M8). */
export const definitionParts = (definition: Stated): ReadonlyArray<RulePart> => {
  const { description, serviceArea, frequency, unit, accumulation = 'in-period' } = definition
  const { aggregation, better, owner, decimals, ratedTo, succeeds = [] } = definition
  return [
    { of: 'description', words: `"${description}"` },
    { of: 'service area', words: `"${serviceArea}"` },
    { of: 'frequency', words: codeInWords(frequency) },
    { of: 'unit', words: unit },
    { of: 'accumulation', words: accumulation },
    ...(aggregation === undefined ? [] : [{ of: 'aggregation', words: codeInWords(aggregation) }]),
    ...(better === undefined ? [] : [{ of: 'better values', words: better }]),
    ...(owner === undefined ? [] : [{ of: 'owner', words: `"${owner}"` }]),
    ...(decimals === undefined ? [] : [{ of: 'decimals', words: String(decimals) }]),
    ...(ratedTo === undefined
      ? []
      : [{ of: 'rounding before rating', words: counted(ratedTo, 'decimal') }]),
    ...(succeeds.length === 0 ? [] : [{ of: 'predecessor', words: succeeds.join(', ') }]),
  ]
}

/** A definition in words, without its target: `Calls answered (monthly, percent, in-period)`. */
export const definitionInWords = (definition: Stated): string => {
  const { description, frequency, unit, accumulation = 'in-period', ratedTo } = definition
  const words = [codeInWords(frequency), unit, accumulation]
  const rated = ratedTo === undefined ? [] : [`rated to ${counted(ratedTo, 'decimal')}`]
  return `${description} (${[...words, ...rated].join(', ')})`
}
