import type { Mark } from '../document/value'

/** The symbols of marks, and their meaning. */
export const MARKS: Readonly<Record<Mark, readonly [sign: string, meaning: string]>> = {
  extrapolated: ['*', 'target stated for later months only'],
  corrected: ['†', 'corrected after it was first recorded'],
}
