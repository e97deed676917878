import asyncHooks from 'node:async_hooks'
import vm from 'node:vm'
import { TestEnvironment } from 'jest-environment-node'
import { compileOnce } from './compile-once'
import { leaveAtOnce } from './leave-at-once'
import { TestByTest } from './test-by-test'

compileOnce()
leaveAtOnce()

const { AsyncLocalStorage } = asyncHooks

/** Replaces what the module gives out under that name, which Node 24 only lets one read. */
const giveOut = (value: unknown): void => {
  Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { value, configurable: true })
}

/**
 * Jest's Node environment on a plain global object. Jest's own global is a proxy, so that in tests
 * and everything they load, each use of `Object`, `Array` or `Math` makes a call to C++ and back:
 * about a tenth of the processor time of the specs of core, projections and report.
 */
class PlainContext extends TestEnvironment {
  constructor(...settings: ConstructorParameters<typeof TestEnvironment>) {
    const { createContext } = vm
    // The constructor makes the context itself and takes no parameters for it.
    Object.assign(vm, { createContext: () => createContext(vm.constants.DONT_CONTEXTIFY) })
    try {
      super(...settings)
    } finally {
      Object.assign(vm, { createContext })
    }
    // Jest itself gets this one now; the tests and what they load come later and get Node's own.
    giveOut(TestByTest)
  }

  handleTestEvent({ name }: { readonly name: string }): void {
    if (name === 'setup') giveOut(AsyncLocalStorage)
  }
}

// Jest expects this form of export.
export default PlainContext
