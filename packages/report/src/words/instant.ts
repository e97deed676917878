/** A UTC instant for a sentence: `2016-06-20 10:00:00 UTC`. */
export const instantInWords = (instant: string): string =>
  instant.replace('T', ' ').replace(/(?:\.000)?Z$/, ' UTC')
