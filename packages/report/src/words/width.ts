import stringWidth from 'string-width'

/** Text whose every character is one column wide: what most text is made of. */
const NARROW = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u203a]*$/

/** The columns a text takes on a terminal. */
export const widthOf = (text: string): number =>
  NARROW.test(text) ? text.length : stringWidth(text)
