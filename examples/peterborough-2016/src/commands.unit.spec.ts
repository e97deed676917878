import { commands } from './commands'

test('M16 no target has a tolerance, for the report prints none', () => {
  const targets = commands.flatMap((command) =>
    command.type === 'DefineKPI' || command.type === 'ReviseTarget' ? [command.target] : [],
  )
  expect(targets.length).toBeGreaterThan(40)
  expect(targets.filter((target) => target?.tolerance !== undefined)).toEqual([])
})
