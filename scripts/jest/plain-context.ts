import asyncHooks from 'node:async_hooks'
import vm from 'node:vm'
import { TestEnvironment } from 'jest-environment-node'
import { compileOnce } from './compile-once'
import { leaveAtOnce } from './leave-at-once'
import { TestByTest } from './test-by-test'

compileOnce()
leaveAtOnce()

const { AsyncLocalStorage } = asyncHooks

/**
 * Jest's environment on a plain global object. Jest's own stands for a proxy, so that in tests, and in all that they
 * test, each use of `Object`, `Array` or `Math` calls C++ and back: about a tenth of the processor time of the specs of
 * core, projections and report.
 */
class PlainContext extends TestEnvironment {
  constructor(...settings: ConstructorParameters<typeof TestEnvironment>) {
    const { createContext } = vm
    // It is made within the constructor, which takes nothing to make it of.
    Object.assign(vm, { createContext: () => createContext(vm.constants.DONT_CONTEXTIFY) })
    try {
      super(...settings)
    } finally {
      Object.assign(vm, { createContext })
    }
    // Jest takes it now; what is tested, and the tests, come later and have Node's own.
    Object.assign(asyncHooks, { AsyncLocalStorage: TestByTest })
  }

  handleTestEvent({ name }: { readonly name: string }): void {
    if (name === 'setup') Object.assign(asyncHooks, { AsyncLocalStorage })
  }
}

// The form in which Jest takes it.
export default PlainContext
