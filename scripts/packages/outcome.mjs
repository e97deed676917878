/** @type {string[]} */
const faults = []

/** Prints the outcome of a check, and remembers if it failed. */
export const check = (/** @type {string} */ name, /** @type {boolean} */ passed) => {
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name}`)
  if (!passed) faults.push(name)
  return passed
}

/** Whether every check so far has passed. */
export const allPassed = () => faults.length === 0
