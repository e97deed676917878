import stringWidth from 'string-width'

/** Text made only of characters one column wide, as most text is. */
const NARROW = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u203a]*$/

/** The number of terminal columns a text takes. */
export const widthOf = (text: string): number =>
  NARROW.test(text) ? text.length : stringWidth(text)
