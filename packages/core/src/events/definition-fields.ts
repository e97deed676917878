import type { DefinitionFields } from '../history/rulebook'
import { Accumulation } from '../kpi/accumulation'
import { Aggregation } from '../kpi/aggregation'
import { Better } from '../kpi/better'
import { Frequency } from '../kpi/frequency'
import { Unit } from '../kpi/unit'
import { DecimalPlaces } from '../schema/number'
import { Heading, Text } from '../schema/text'

/** The fields that every definition of a KPI has, beside its target (M8). */
export const requiredDefinitionFields = {
  description: Text,
  serviceArea: Heading,
  frequency: Frequency,
  unit: Unit,
}

/** The fields that a definition of a KPI may have, beside its target (M8). */
export const optionalDefinitionFields = {
  decimals: DecimalPlaces,
  ratedTo: DecimalPlaces,
  accumulation: Accumulation,
  aggregation: Aggregation,
  better: Better,
  owner: Text,
}

const names: Readonly<Record<keyof DefinitionFields, string>> = {
  description: 'description',
  serviceArea: 'service area',
  frequency: 'frequency',
  unit: 'unit',
  decimals: 'decimals',
  ratedTo: 'rated to decimals',
  accumulation: 'accumulation',
  aggregation: 'aggregation',
  better: 'better values',
  owner: 'owner',
}

const isField = (name: string): name is keyof DefinitionFields => Object.hasOwn(names, name)

/** The fields of a definition among others, in words: `unit days, decimals 1`. */
export const revisionInWords = (fields: object): string =>
  Object.entries(fields)
    .flatMap(([name, value]) => (isField(name) ? [`${names[name]} ${String(value)}`] : []))
    .join(', ')
