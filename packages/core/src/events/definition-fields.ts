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
